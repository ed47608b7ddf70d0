import { expect } from 'chai';
import { compareExceptions } from '../check-exceptions.ts';
import { judgeExceptions, nothingMet } from '../exception-report.ts';
import { type Exceptions, exceptions } from '../exceptions.ts';

const reason = 'The emulator does not have it.';
const nothing = nothingMet();
const none: Exceptions = {
  lacking: { upTo: '5.100.0', names: [] },
  providers: [],
  notEmulated: [],
  unclean: [],
  onMoto: [],
  ownRun: [],
  charts: [],
  replicas: [],
  hiccups: [],
};
const old = { complete: true, providerIsOld: true };

describe('exceptions', () => {
  it('accept what is listed, and tell what is not and what was not needed', () => {
    const listed = [
      { what: 'a', reason },
      { what: 'c', reason },
    ];

    const { accepted, unlisted, unneeded } = compareExceptions(listed, ['a', 'b', 'a']);

    expect(accepted.map(({ what }) => what)).to.deep.equal(['a']);
    expect(unlisted).to.deep.equal(['b']);
    expect(unneeded.map(({ what }) => what)).to.deep.equal(['c']);
  });

  it('need a reason, and stand once', () => {
    expect(() => compareExceptions([{ what: 'a', reason: 'because' }], [])).to.throw('Exception a: say why');
    expect(() =>
      compareExceptions(
        [
          { what: 'a', reason },
          { what: 'a', reason },
        ],
        [],
      ),
    ).to.throw('Exception a stands twice');
  });

  it('fail a run that meets something that is not listed', () => {
    const { problems } = judgeExceptions(none, { ...nothing, unclean: ['aws_thing.argument'] }, old);

    expect(problems).to.deep.equal(['Not clean in the second plan: aws_thing.argument: no exception allows it']);
  });

  it('fail a complete run that does not need one of them, and no other run', () => {
    const listed = { ...none, notEmulated: [{ what: 'aws_thing', reason }] };

    expect(judgeExceptions(listed, nothing, old).problems).to.have.length(1);
    expect(judgeExceptions(listed, nothing, { ...old, complete: false }).problems).to.deep.equal([]);
  });

  it('allow that a repository of charts answers, as long as a chart comes from there', () => {
    const listed = { ...none, charts: [{ what: 'https://charts.example', reason }] };
    const answering = { ...nothing, repositories: ['https://charts.example'] };

    expect(judgeExceptions(listed, answering, old).problems).to.deep.equal([]);
    expect(judgeExceptions(listed, nothing, old).problems).to.have.length(1);
  });

  it("say nothing about what a provider lacks that is the project's own", () => {
    const listed = { ...none, lacking: { upTo: '5.100.0', names: [{ what: 'aws_thing.argument', reason }] } };

    expect(judgeExceptions(listed, nothing, { complete: true, providerIsOld: false }).problems).to.deep.equal([]);
  });

  it('of the project all have a reason', () => {
    const { lacking, ...kinds } = exceptions;
    for (const listed of [lacking.names, ...Object.values(kinds)]) {
      expect(() => compareExceptions(listed, [])).to.not.throw();
    }
  });
});
