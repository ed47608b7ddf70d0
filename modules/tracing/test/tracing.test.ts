import { expect } from 'chai';
import { namesOf } from '../../naming.ts';
import { samplingRules, traceGroups } from '../../stacks/observability/sampling.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Tracing } from '../tracing.ts';

const names = namesOf('dev', 'eu-west-1');
const made = (share = 1) =>
  resourcesOf(
    (stack) =>
      new Tracing(stack, 'tracing', {
        rules: samplingRules(names).map((rule) => ({ ...rule, share: rule.share * share })),
        groups: traceGroups(names),
      }),
  );

describe('tracing', () => {
  it('follows every purchase, a sample of the rest, and no health check', () => {
    const rules = [...made().of('aws_xray_sampling_rule')].sort((a, b) => Number(a.priority) - Number(b.priority));

    expect(rules.map(({ url_path: path, fixed_rate: share }) => [path, share])).to.deep.equal([
      ['/health/*', 0],
      ['/api/v1/checkouts*', 1],
      ['*', 0.05],
    ]);
  });

  it('gathers what fails and what is slow', () => {
    const filters = made()
      .of('aws_xray_group')
      .map(({ filter_expression: filter }) => filter);

    expect(filters).to.include('fault = true').and.include('responsetime > 2');
  });

  it('refuses a share that is none', () => {
    expect(() => made(2)).to.throw('not a share');
  });
});
