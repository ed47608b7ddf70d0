import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { databaseAuthority } from '../../../modules/service-release/service-environment.ts';
import { repositoryRoot } from '../../local/platform-options.ts';
import { buildImageFiles } from '../build-image-files.ts';
import { imageEnvironment, imageFolder, imageUser, mainFile, migrateFile, nodeArguments } from '../image-layout.ts';
import { faultsOf, limits } from '../image-limits.ts';
import { isReadOnly, peakOf, unprivileged } from '../run-image.ts';
import { packageFolder } from '../third-party-notices.ts';

const dockerfile = readFileSync(join(repositoryRoot, 'services', 'Dockerfile'), 'utf8');
const instruction = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, text]) => text);

describe('the Dockerfile', () => {
  it('starts what the check starts: the same command, user, folder and environment', () => {
    expect(JSON.parse(instruction('ENTRYPOINT')[0] ?? '')).to.deep.equal(['/nodejs/bin/node', ...nodeArguments]);
    expect(JSON.parse(instruction('CMD')[0] ?? '')).to.deep.equal([mainFile]);
    expect(instruction('USER')).to.deep.equal([`${imageUser}:${imageUser}`]);
    expect(instruction('WORKDIR').at(-1)).to.equal(imageFolder);
    const environment = Object.entries(imageEnvironment).map(([name, value]) => `${name}=${value}`);
    expect(instruction('ENV')).to.deep.equal([environment.join(' ')]);
  });

  it('has the program that the charts run to migrate', () => {
    const values = readFileSync(join(repositoryRoot, 'charts/service/values.yaml'), 'utf8');

    expect(values).to.match(new RegExp(`^ +migration:\\n(?: +#.*\\n)* +args: \\[${migrateFile}\\]$`, 'm'));
  });

  it('ends in a base without a shell, and runs nothing in it', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

    expect(dockerfile).to.match(/^ARG RUNTIME_BASE=gcr\.io\/distroless\/nodejs24-\S+:nonroot$/m);
    expect(last)
      .to.match(/^\nFROM \$\{RUNTIME_BASE\}/)
      .and.not.match(/^(RUN|ADD|SHELL) /m);
  });

  it('sees nothing of the machine but sources', () => {
    const lines = readFileSync(join(repositoryRoot, '.dockerignore'), 'utf8').split('\n');
    const rules = lines.filter((line) => line !== '' && !line.startsWith('#'));

    expect(rules[0]).to.equal('*');
    expect(rules.filter((rule) => rule.startsWith('!'))).to.have.members(
      [
        'package.json',
        'package-lock.json',
        '.npmrc',
        'modules',
        'scripts',
        'services',
        'services/storefront/package.json',
      ].map((path) => `!${path}`),
    );
    expect(rules).to.include.members(['**/node_modules', '**/.env*']);
  });
});

describe('what goes into an image', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-image-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is a few files, small, the same every time, with the migrations and the authority of its database', async () => {
    const first = await buildImageFiles('user', join(folder, 'first'));
    const second = await buildImageFiles('user', join(folder, 'second'));

    const contents = ({ folder: root }: { readonly folder: string }) =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((path) => [path.slice(root.length), readFileSync(path, 'utf8')]),
      );
    const files = contents(first);
    expect(Object.keys(files)).to.have.members([
      '/app/main.mjs',
      '/app/migrate.mjs',
      '/app/THIRD-PARTY-NOTICES.txt',
      '/app/packages.cdx.json',
      ...readdirSync(join(repositoryRoot, 'services/user/migrations')).map((name) => `/app/migrations/${name}`),
      databaseAuthority,
    ]);
    expect(contents(second)).to.deep.equal(files);
    expect(first.bytes).to.be.within(100_000, limits.bytes);
    expect(files['/app/THIRD-PARTY-NOTICES.txt'])
      .to.match(/^express \d+\.\d+\.\d+ \(MIT\)$/m)
      .and.contain('Permission is hereby granted');
    const { components } = JSON.parse(files['/app/packages.cdx.json'] ?? '') as { components: { purl: string }[] };
    const purls = components.map(({ purl }) => purl);
    expect(purls.some((purl) => /^pkg:npm\/express@\d/.test(purl))).to.equal(true);
    expect(purls.some((purl) => /^pkg:npm\/%40aws-sdk\/client-sns@\d/.test(purl))).to.equal(true);
    expect(files[databaseAuthority]?.match(/BEGIN CERTIFICATE/g)).to.have.length.above(50);
  });

  it('is told from what can be written to', () => {
    // A folder of the one who runs this: only root gives up what lets it write.
    expect(isReadOnly(join(repositoryRoot, 'nowhere'))).to.equal(false);
    expect(unprivileged(['node'], 1000)).to.deep.equal(['node']);
    expect(unprivileged(['node'], 0).join(' '))
      .to.contain(`--reuid=${imageUser}`)
      .and.contain('--bounding-set=-all');
  });
});

it('the licence of a package is looked for in its own folder, however deep it lies', () => {
  expect(packageFolder('node_modules/@smithy/core/dist/a.js')).to.equal('node_modules/@smithy/core');
  expect(packageFolder('node_modules/a/node_modules/b/c.js')).to.equal('node_modules/a/node_modules/b');
  expect(packageFolder('services/cart/main.ts')).to.equal(undefined);
});

it('an image that is too large, slow, greedy or deaf to SIGTERM is named for each', () => {
  const good = { service: 'cart', files: 2, bytes: 3e6, startMs: 300, peakMiB: 120, exit: 0 } as const;

  expect(faultsOf(good)).to.deep.equal([]);
  const bad = {
    ...good,
    bytes: limits.bytes,
    startMs: limits.startMs,
    peakMiB: limits.peakMiB,
    exit: 'SIGKILL',
  } as const;
  expect(faultsOf(bad)).to.have.length(4);
});

it("the peak is the kernel's high water mark", () => {
  expect(peakOf('VmPeak:\t 900000 kB\nVmHWM:\t  204800 kB\nVmRSS:\t 1 kB\n')).to.equal(200);
  expect(() => peakOf('')).to.throw('Linux');
});
