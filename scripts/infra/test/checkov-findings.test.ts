import { expect } from 'chai';
import { judgeFindings, readCheckov } from '../checkov-findings.ts';

const check = (stack: string, resource: string) => ({
  check_id: 'CKV_1',
  check_name: 'a rule',
  resource,
  file_path: `/${stack}/cdk.tf.json`,
});
const output = (failed: object[], passed: object[] = [], errors: string[] = []) =>
  JSON.stringify({
    summary: {},
    results: { passed_checks: passed, failed_checks: failed, parsing_errors: errors },
  });
const placed = (stack: string, check = 'CKV_1') => ({
  stack,
  kind: 'data',
  suppression: { address: 'aws_a.one', check, reason: 'It is meant to be like that.' },
});

describe('what Checkov says', () => {
  it('is read by stack and resource, also where it leaves out the type', () => {
    const { findings, passed, seen } = readCheckov(
      output([check('s', 'aws_a.one'), check('s', 'resource.two')], [check('t', 'aws_a.one')]),
    );

    expect(findings.map(({ stack, resource }) => `${stack} ${resource}`)).to.deep.equal(['s one', 's two']);
    expect(passed).to.equal(1);
    expect([...seen].sort()).to.deep.equal(['s', 't']);
  });

  it('is refused when it could not read a file, or saw nothing', () => {
    expect(() => readCheckov(output([], [], ['/s/cdk.tf.json']))).to.throw("can't read /s/cdk.tf.json");
    expect(() => readCheckov('{"passed":0}')).to.throw('saw no resource');
  });

  it('is accepted beside its resource, in that stack and for that check only', () => {
    const { findings } = readCheckov(output([check('s', 'aws_a.one'), check('t', 'aws_a.one')]));

    const { open, accepted } = judgeFindings(findings, [placed('s'), placed('t', 'CKV_2')]);

    expect(accepted.map(({ stack }) => stack)).to.deep.equal(['s']);
    expect(open.map(({ stack }) => stack)).to.deep.equal(['t']);
  });

  it('makes a suppression needed in every environment when it is needed in one', () => {
    const { findings } = readCheckov(output([check('s', 'aws_a.one')]));

    expect(judgeFindings(findings, [placed('s'), placed('t')]).unneeded).to.deep.equal([]);
    expect(judgeFindings([], [placed('s')]).unneeded).to.have.length(1);
  });
});
