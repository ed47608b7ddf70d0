import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { podStages } from '../kwok-stages.ts';
import { tagOf, trialVersions } from '../trial-versions.ts';

const Stage = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: z.object({
      matchExpressions: z.array(
        z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }),
      ),
    }),
  }),
});
const stages = () => parseAllDocuments(podStages()).map((document) => Stage.parse(document.toJS()));

/** Names of the stages of a pending pod with that version label. */
function stagesOf(version: string): readonly string[] {
  return stages()
    .filter(({ spec }) => {
      const expressions = spec.selector.matchExpressions;
      const isPending = expressions.some(({ values }) => values?.includes('Pending'));
      const label = expressions.find(({ key }) => key.includes('app.kubernetes.io/version'));
      const listed = label?.values?.includes(tagOf(version)) === true;
      return isPending && (label?.operator === 'In' ? listed : !listed);
    })
    .map(({ metadata }) => metadata.name);
}

describe('what becomes of a pod', () => {
  it('is one thing alone, by the version in its label', () => {
    expect(stagesOf(trialVersions.first)).to.deep.equal(['ready']);
    expect(stagesOf(trialVersions.second)).to.deep.equal(['ready']);
    expect(stagesOf(trialVersions.neverReady)).to.deep.equal(['never-ready']);
    expect(stagesOf(trialVersions.restarting)).to.deep.equal(['restarting']);
    expect(stagesOf(trialVersions.failingMigration)).to.deep.equal(['ready']);
  });

  it('of a migration is success or failure, by its image', () => {
    const ofJobs = stages().filter(({ spec }) =>
      spec.selector.matchExpressions.some(({ values }) => values?.includes('Job')),
    );
    const operators = ofJobs.map(({ metadata, spec }) => [
      metadata.name,
      spec.selector.matchExpressions.find(({ key }) => key.includes(tagOf(trialVersions.failingMigration)))?.operator,
    ]);

    expect(Object.fromEntries(operators)).to.deep.equal({ complete: 'DoesNotExist', fail: 'Exists' });
  });
});

it('trial versions are named as releases name images, and differ in tag and digest', () => {
  const versions = Object.values(trialVersions);

  expect(new Set(versions.map(tagOf)).size).to.equal(versions.length);
  expect(new Set(versions.map((version) => version.split('@')[1])).size).to.equal(versions.length);
});
