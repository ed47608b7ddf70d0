import { expect } from 'chai';
import { acceptances } from '../../scripts/charts/acceptances.ts';
import { type Acceptance, type Finding, judge } from '../../scripts/charts/finding.ts';
import { readScores } from '../../scripts/charts/score-manifests.ts';
import { objectsIn } from '../../scripts/charts/template-chart.ts';

const finding: Finding = { tool: 'checkov', check: 'CKV_K8S_11', object: 'Deployment/order', message: 'No limit' };
const acceptance: Acceptance = { tool: 'checkov', check: 'CKV_K8S_11', about: ['Deployment/'], reason: 'On purpose' };

describe('a finding about manifests', () => {
  it('is accepted where an acceptance names its tool, its check and its object', () => {
    expect(judge([finding], [acceptance])).to.deep.equal({ open: [], accepted: [finding], unneeded: [] });
  });

  for (const [what, other] of Object.entries({
    'another tool': { ...acceptance, tool: 'kube-score' as const },
    'another check': { ...acceptance, check: 'CKV_K8S_12' },
    'another object': { ...acceptance, about: ['Deployment/orders', 'Job/'] },
  })) {
    it(`stays open beside an acceptance of ${what}, which is not needed`, () => {
      expect(judge([finding], [other])).to.deep.equal({ open: [finding], accepted: [], unneeded: [other] });
    });
  }

  it('of kube-score is each grade below the best, skipped checks aside', () => {
    const check = (id: string, grade: number, skipped = false) => ({
      check: { id },
      grade,
      skipped,
      comments: grade < 10 ? [{ summary: `${id} is wrong` }] : null,
    });
    const output = JSON.stringify([
      {
        type_meta: { kind: 'Deployment' },
        object_meta: { name: 'order' },
        checks: [check('a', 10), check('b', 5), check('c', 1), check('d', 0, true)],
      },
    ]);
    const { passed, findings } = readScores(output);

    expect(passed).to.equal(1);
    expect(findings.map(({ check: id, object }) => `${id} ${object}`)).to.deep.equal([
      'b Deployment/order',
      'c Deployment/order',
    ]);
  });
});

describe('the acceptances', () => {
  it('each have a reason, and are about kinds of objects', () => {
    for (const { reason, about, check } of acceptances) {
      expect(reason.length, check).to.be.greaterThan(30);
      expect(about, check).to.not.deep.equal([]);
    }
  });
});

describe('what helm renders', () => {
  it('is refused where it is no object of Kubernetes', () => {
    expect(() => objectsIn('kind: Deployment\n')).to.throw('apiVersion');
  });
});
