import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { kubernetesVersion } from '../../../modules/cluster/kubernetes-version.ts';
import { apiServerArguments } from '../control-plane/arguments.ts';
import { kubeconfigOf, writeCredentials } from '../control-plane/credentials.ts';
import { installControlPlane } from '../control-plane/install-control-plane.ts';
import { programs, readGoMod, requiredVersion, versionFlags } from '../control-plane/versions.ts';

describe('the control plane', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-control-plane-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is of the Kubernetes version that the clusters have', () => {
    expect(requiredVersion(readGoMod(), 'k8s.io/kubernetes')).to.match(new RegExp(`^v${kubernetesVersion}[.]`));
  });

  it('takes what Kubernetes publishes beside itself in one version, which belongs to its own', () => {
    const patch = requiredVersion(readGoMod(), 'k8s.io/kubernetes').replace(/^v1/, 'v0');
    const beside = [...readGoMod().matchAll(/^\t(k8s\.io\/\S+) => (\S+) (\S+)$/gm)];

    expect(beside.length).to.be.greaterThan(25);
    for (const [, from, to, version] of beside) expect([to, version]).to.deep.equal([from, patch]);
  });

  it('is built from packages that the go.mod names as tools', () => {
    for (const source of Object.values(programs)) expect(readGoMod()).to.contain(`\t${source}\n`);
  });

  it('tells its own version', () => {
    const flags = versionFlags('v1.35.4');

    expect(flags).to.contain('gitVersion=v1.35.4').and.contain('gitMajor=1').and.contain('gitMinor=35');
    expect(() => requiredVersion('module a\n', 'k8s.io/kubernetes')).to.throw('requires no k8s.io/kubernetes');
  });

  it('says where Go comes from when it has to be built and Go is missing', async () => {
    const path = process.env.PATH;
    process.env.PATH = folder;
    try {
      const refused = await installControlPlane({
        folder: join(folder, 'tools'),
        signal: new AbortController().signal,
        say: () => {},
      }).catch((error: Error) => error.message);

      expect(refused).to.contain('https://go.dev/dl');
    } finally {
      process.env.PATH = path;
    }
  });

  it('is not built where something else lies, which stays', async () => {
    writeFileSync(join(folder, 'notes'), 'mine');

    const refused = await installControlPlane({
      folder,
      signal: new AbortController().signal,
      say: () => {},
    }).catch((error: Error) => error.message);

    expect(refused).to.contain(folder).and.contain('empty folder');
    expect(readFileSync(join(folder, 'notes'), 'utf8')).to.equal('mine');
  });

  it('keeps tokens and keys to its owner, and shows nobody where to sign in without them', () => {
    const credentials = writeCredentials(folder);

    const modes = [credentials.tokenFile, credentials.accountKeyFile].map((file) =>
      spawnSync('stat', ['-c', '%a', file], { encoding: 'utf8' }).stdout.trim(),
    );
    expect(modes).to.deep.equal(['600', '600']);
    expect(readFileSync(credentials.tokenFile, 'utf8')).to.contain(credentials.token);
    const given = apiServerArguments({ port: 1, etcdPort: 2, certificates: folder, credentials }).join(' ');
    expect(given).to.contain('--bind-address=127.0.0.1').and.not.contain(credentials.token);
  });

  it('is reached by a kubeconfig with the name in its certificate', () => {
    const kubeconfig = parse(kubeconfigOf({ url: 'https://127.0.0.1:1', authority: 'PEM', token: 'secret' })) as {
      readonly clusters: readonly { readonly cluster: Record<string, string> }[];
    };

    expect(kubeconfig.clusters[0]?.cluster).to.deep.equal({
      server: 'https://127.0.0.1:1',
      'tls-server-name': 'kubernetes',
      'certificate-authority-data': Buffer.from('PEM').toString('base64'),
    });
  });
});

it('charts:verify without Go says how to get it, and fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evermart-control-plane-test-'));
  const script = join(import.meta.dirname, '..', 'verify.ts');
  try {
    const { status, stderr } = spawnSync(process.execPath, [script, '--tools', join(folder, 'tools')], {
      encoding: 'utf8',
      env: { ...process.env, PATH: dirname(process.execPath) },
    });

    expect(status).to.equal(1);
    expect(stderr).to.contain('https://go.dev/dl');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
