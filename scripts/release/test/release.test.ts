import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { parameterPaths } from '../../../modules/naming.ts';
import { changedServices } from '../changed-services.ts';
import { createHelmCluster, majorOf, upgradeArguments } from '../helm-cluster.ts';
import { parseVersion, tagOf } from '../image-version.ts';
import { judgePods, type Pod } from '../judge-pods.ts';
import { regionOrder } from '../region-order.ts';
import { changesSchema } from '../schema-change.ts';
import { startParameterStore } from './parameter-store.ts';
import { versionOf } from './versions.ts';

const [one, two] = [versionOf('1'), versionOf('2')];

describe('a version', () => {
  it('names its commit, the same whenever it is built, and is pinned by its digest', () => {
    const tag = tagOf('0123456789abcdef0123456789abcdef01234567', new Date('2026-11-24T23:00:00Z'));
    const version = `${tag}@sha256:${'a'.repeat(64)}`;

    expect(parseVersion(version)).to.include({ tag: '20261124-0123456789ab', revision: '0123456789ab' });
    for (const wrong of [
      'latest',
      tag,
      `@sha256:${'a'.repeat(64)}`,
      `${version} --set x=y`,
      version.slice(0, -1),
      'none',
    ]) {
      expect(() => parseVersion(wrong), wrong).to.throw('is no version');
    }
  });
});

describe('the order of regions', () => {
  const regions = ['eu-west-1', 'eu-central-1'];

  it('is the standby first, and the writer first for a version with migrations, wherever the writer is', () => {
    expect(regionOrder({ regions, writer: 'eu-west-1', changesSchema: false })).to.deep.equal([
      'eu-central-1',
      'eu-west-1',
    ]);
    expect(regionOrder({ regions, writer: 'eu-west-1', changesSchema: true })).to.deep.equal([
      'eu-west-1',
      'eu-central-1',
    ]);
    expect(regionOrder({ regions, writer: 'eu-central-1', changesSchema: true })[0]).to.equal('eu-central-1');
  });

  it('takes a version for one with migrations unless the history proves that it is none', () => {
    const asked: string[] = [];
    const differences = (found: string[] | undefined) => (from: string, to: string, folder: string) => {
      asked.push(`${from} ${to} ${folder}`);
      return found;
    };

    expect(changesSchema('order', one, two, differences([]))).to.equal(false);
    expect(changesSchema('order', one, two, differences(['0003_x.sql']))).to.equal(true);
    expect(changesSchema('order', one, two, differences(undefined))).to.equal(true);
    expect(changesSchema('order', 'none', two, differences([]))).to.equal(true);
    expect(changesSchema('cart', one, two, differences(undefined)), 'it has no database').to.equal(false);
    expect(asked[0]).to.equal(`${'1'.repeat(12)} ${'2'.repeat(12)} services/order/migrations`);
  });
});

describe('the smoke test', () => {
  const pod = (more: { image?: string; ready?: string; restarts?: number; deleted?: boolean }): Pod => ({
    metadata: { name: 'order-1', ...(more.deleted ? { deletionTimestamp: '2026-11-24T10:00:00Z' } : {}) },
    spec: { containers: [{ name: 'order', image: more.image ?? `registry/order:${two}` }] },
    status: {
      conditions: [{ type: 'Ready', status: more.ready ?? 'True' }],
      containerStatuses: [{ name: 'order', restartCount: more.restarts ?? 0 }],
    },
  });

  it('passes pods that are ready, of the version, and never restarted; it passes over those that go', () => {
    expect(judgePods('order', two, [pod({}), pod({ deleted: true, image: `registry/order:${one}` })])).to.deep.equal(
      [],
    );
  });

  it('finds each fault, and that there is no pod at all', () => {
    expect(judgePods('order', two, [])).to.deep.equal(['order has no pod']);
    expect(judgePods('order', two, [pod({ deleted: true })])).to.deep.equal(['order has no pod']);
    expect(judgePods('order', two, [pod({ image: `registry/order:${one}` })])[0]).to.contain(one);
    expect(judgePods('order', two, [pod({ ready: 'False' })])[0]).to.contain('not ready');
    expect(judgePods('order', two, [pod({ restarts: 2 })])[0]).to.contain('restarted 2 times');
  });
});

describe('the upgrade', () => {
  it('keeps the values that Terraform gave, pins the version, and goes back by itself with Helm 3 and 4', () => {
    const given = upgradeArguments('order', two, { helmMajor: 4, timeout: '600s' });

    expect(given.slice(0, 2)).to.deep.equal(['upgrade', 'order']);
    expect(given).to.include.members(['--install', '--wait', '--reset-then-reuse-values', `image.version=${two}`]);
    expect(given).to.include('--rollback-on-failure').and.not.include('--atomic');
    expect(upgradeArguments('order', two, { helmMajor: 3, timeout: '600s' }))
      .to.include('--atomic')
      .and.not.include('--rollback-on-failure');
    expect([majorOf('v3.18.0'), majorOf('4.1.4\n')]).to.deep.equal([3, 4]);
  });

  describe('with a Helm that', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'evermart-helm-test-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** A Helm that writes down what it is asked, and has these releases. */
    function clusterWith(releases: readonly object[]) {
      const helm = join(folder, 'helm');
      const log = join(folder, 'asked');
      writeFileSync(
        helm,
        `#!/bin/sh\necho "$1 $2" >> '${log}'\ncase "$1" in list) echo '${JSON.stringify(releases)}';; version) echo v4.1.4;; esac\n`,
      );
      chmodSync(helm, 0o755);
      const cluster = createHelmCluster({ service: 'order', kubeconfig: '/nowhere', helm, kubectl: helm, settleMs: 0 });
      return {
        cluster,
        asked: () =>
          readFileSync(log, 'utf8')
            .trim()
            .split('\n')
            .map((line) => line.split(' ')[0]),
      };
    }

    it('was killed half way is put right first', async () => {
      const { cluster, asked } = clusterWith([{ name: 'order', status: 'pending-upgrade' }]);

      await cluster.upgrade(two);

      expect(asked()).to.deep.equal(['list', 'rollback', 'version', 'upgrade']);
    });

    it('has no release of the service does nothing: its values are missing', async () => {
      const { cluster, asked } = clusterWith([{ name: 'cart', status: 'deployed' }]);

      const message = await cluster.upgrade(two).then(
        () => '',
        (error: Error) => error.message,
      );

      expect(message).to.contain('apply the stack services');
      expect(asked()).to.deep.equal(['list']);
    });
  });
});

describe('the command line', () => {
  async function run(script: string, given: readonly string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', script), ...given], {
      env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => output.push(text));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output: output.join('') };
  }

  it('has no default for the place', async () => {
    for (const script of ['rollout.ts', 'rollback.ts', 'status.ts']) {
      expect(await run(script, [])).to.deep.include({ code: 1 });
    }
    const { output } = await run('rollout.ts', ['--env', 'staging', '--service', 'order', '--version', two]);
    expect(output).to.contain('--region is missing');
  });

  it('shows the plan in its order, and changes nothing unless it is told to', async () => {
    const ssm = await startParameterStore();
    try {
      const paths = parameterPaths('staging');
      for (const path of [paths.targetVersion('order'), paths.currentVersion('order')]) ssm.set(path, one);
      const place = ['--env', 'staging', '--region', 'eu-west-1', '--region', 'eu-central-1', '--service', 'order'];
      const env = { AWS_ENDPOINT_URL_SSM: ssm.endpoint };

      const { code, output } = await run('rollout.ts', [...place, '--version', two], env);
      const status = await run('status.ts', place, env);

      expect(code, output).to.equal(0);
      // No such commits: it may have migrations.
      expect(output).to.match(/with migrations: the writer first\n {2}eu-west-1 .*begin\n {2}eu-central-1 .*begin\n/);
      expect(output).to.contain('Nothing was changed');
      expect(status.code, status.output).to.equal(0);
      expect(ssm.writes).to.deep.equal([]);

      const standbyAlone = await run(
        'rollout.ts',
        [...place.filter((_word, at) => at !== 2 && at !== 3), '--version', two],
        env,
      );
      expect(standbyAlone.code).to.equal(1);
      expect(standbyAlone.output).to.contain('roll out there first');
    } finally {
      await ssm.stop();
    }
  });
});

it('a push releases what it changes: a service, every service for what they share, none for tests and pages', () => {
  expect(changedServices(['services/cart/app.ts', 'charts/order/values.yaml'])).to.have.members(['cart', 'order']);
  expect(changedServices(['services/_kit/log.ts'])).to.deep.equal(serviceNames);
  expect(changedServices(['services/cart/test/a.test.ts', 'services/order/README.md', 'docs/api.md'])).to.deep.equal(
    [],
  );
});

it("the release workflow offers every service, and a role's session is no longer than its job", () => {
  const folder = join(import.meta.dirname, '..', '..', '..', '.github', 'workflows');
  const offered = readFileSync(join(folder, 'release.yml'), 'utf8').matchAll(/^ {10}- ([a-z-]+)$/gm);
  const environment = readFileSync(join(folder, 'release-environment.yml'), 'utf8');

  expect([...offered].map(([, name]) => name)).to.have.members([...serviceNames]);
  expect(Number(/role-duration-seconds: (\d+)/.exec(environment)?.[1])).to.equal(
    60 * Number(/timeout-minutes: (\d+)/.exec(environment)?.[1]),
  );
});
