import { expect } from 'chai';
import { parameterPaths } from '../../../modules/naming.ts';
import { neverReleased } from '../../../modules/service-release/release-version.ts';
import { previousVersion } from '../previous-version.ts';
import { rollBackInRegion } from '../roll-back-region.ts';
import { nextStep, rollOutInRegion } from '../rollout-region.ts';
import { createVersionStore } from '../version-store.ts';
import { startParameterStore } from './parameter-store.ts';
import { versionOf } from './versions.ts';

const [one, two, three] = [versionOf('1'), versionOf('2'), versionOf('3')];
const paths = parameterPaths('staging');
const [targetPath, currentPath] = [paths.targetVersion('order'), paths.currentVersion('order')];

/** Runs one version at a time; those that are named as bad fail at that step. */
function fakeCluster({
  running,
  neverReady = [],
  unwell = [],
}: {
  running: string;
  neverReady?: string[];
  unwell?: string[];
}) {
  const cluster = {
    running,
    async upgrade(version: string) {
      if (neverReady.includes(version)) throw new Error('not ready in time');
      cluster.running = version;
    },
    async smoke(version: string) {
      if (unwell.includes(version)) throw new Error('restarted 3 times');
    },
  };
  return cluster;
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => '',
    (error: Error) => error.message,
  );

describe('a rollout in a region', () => {
  let ssm: Awaited<ReturnType<typeof startParameterStore>>;
  beforeEach(async () => {
    ssm = await startParameterStore();
    ssm.set(targetPath, one);
    ssm.set(currentPath, one);
  });
  afterEach(() => ssm.stop());
  const store = () =>
    createVersionStore({ environment: 'staging', region: 'eu-west-1', service: 'order', endpoint: ssm.endpoint });
  const rollOut = (version: string, cluster: ReturnType<typeof fakeCluster>) =>
    rollOutInRegion({ region: 'eu-west-1', version, versions: store(), cluster, say: () => {} });

  it('writes the target before it upgrades, and current only once the version has proven itself', async () => {
    const cluster = fakeCluster({ running: one });
    const seen: string[] = [];
    const watched = {
      upgrade: async (version: string) => {
        seen.push(...ssm.writes);
        await cluster.upgrade(version);
      },
      smoke: async () => void seen.push(...ssm.writes.slice(1)),
    };

    await rollOutInRegion({ region: 'eu-west-1', version: two, versions: store(), cluster: watched, say: () => {} });

    expect(seen).to.deep.equal([`target-version ${two}`]);
    expect(ssm.writes).to.deep.equal([`target-version ${two}`, `current-version ${two}`]);
    expect(cluster.running).to.equal(two);
  });

  it('that never gets ready leaves the parameters apart and says how to settle them', async () => {
    const message = await refusal(rollOut(two, fakeCluster({ running: one, neverReady: [two] })));

    expect(message).to.contain(`Helm went back to ${one}`).and.contain('release:rollback');
    expect([ssm.value(targetPath), ssm.value(currentPath)]).to.deep.equal([two, one]);
  });

  it('that fails its smoke test is replaced by what ran before', async () => {
    const cluster = fakeCluster({ running: one, unwell: [two] });

    const message = await refusal(rollOut(two, cluster));

    expect(message).to.contain('restarted 3 times').and.contain(`${one} runs again`);
    expect(cluster.running).to.equal(one);
    expect([ssm.value(targetPath), ssm.value(currentPath)]).to.deep.equal([two, one]);
  });

  it('that fails and can not be taken back says so', async () => {
    const message = await refusal(rollOut(two, fakeCluster({ running: one, unwell: [two], neverReady: [one] })));

    expect(message).to.contain('does not come back');
  });

  it('goes on after a crash, wherever that was', async () => {
    ssm.set(targetPath, two);

    await rollOut(two, fakeCluster({ running: one }));
    await rollOut(two, fakeCluster({ running: two, neverReady: [two] }));

    expect(ssm.writes, 'the second finds nothing to do').to.deep.equal([`current-version ${two}`]);
  });

  it('refuses to begin on top of another that is not finished', async () => {
    ssm.set(targetPath, two);
    const cluster = fakeCluster({ running: one });

    const message = await refusal(rollOut(three, cluster));

    expect(message).to.contain(`--version ${two}`).and.contain('release:rollback');
    expect(ssm.writes).to.deep.equal([]);
    expect(cluster.running).to.equal(one);
  });

  it('names the stack that makes the parameters where they are missing', async () => {
    const search = createVersionStore({
      environment: 'staging',
      region: 'eu-west-1',
      service: 'search',
      endpoint: ssm.endpoint,
    });

    expect(await refusal(search.read())).to.contain('staging-eu-west-1-services');
  });

  it('is undone by a rollback, finished or not', async () => {
    ssm.set(currentPath, neverReleased, one, two);
    for (const target of [two, three]) {
      ssm.set(targetPath, target);
      const cluster = fakeCluster({ running: target });
      const version = previousVersion(await store().read(), await store().history());

      await rollBackInRegion({ region: 'eu-west-1', version, versions: store(), cluster, say: () => {} });

      expect(version).to.equal(target === two ? one : two);
      expect(cluster.running).to.equal(version);
      expect([ssm.value(targetPath), ssm.value(currentPath)]).to.deep.equal([version, version]);
      ssm.set(currentPath, neverReleased, one, two);
    }
  });
});

it('where a rollout stands follows from the two parameters', () => {
  const step = (target: string, current: string) => nextStep('eu-west-1', { target, current }, two);

  expect(step(one, one)).to.equal('begin');
  expect(step(neverReleased, neverReleased)).to.equal('begin');
  expect(step(two, two)).to.equal('nothing');
  expect(step(two, one)).to.equal('resume');
  expect(() => step(three, one)).to.throw(three);
});

it('there is nothing to go back to from the first version', () => {
  expect(() => previousVersion({ target: one, current: one }, [neverReleased, one])).to.throw(
    'no version to go back to',
  );
  expect(() => previousVersion({ target: one, current: neverReleased }, [neverReleased])).to.throw('no version');
});
