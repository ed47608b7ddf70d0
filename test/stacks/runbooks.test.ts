import { expect } from 'chai';
import { formViolationsIn } from './policies/runbooks-of-alarms.ts';

const good = [
  '# some-alarm',
  '## Meaning\n\nWhat it means, in a sentence.',
  '## Impact\n\nWhat customers notice of it.',
  '## Diagnosis\n\n```sh\naws sts get-caller-identity\n```',
  '## Mitigation\n\n```sh\nkubectl get pods\n```',
  '## Rollback\n\nNothing to take back at all.',
].join('\n\n');

describe("the check of a runbook's form", () => {
  it('takes the five headings in their order', () => {
    expect(formViolationsIn('some-alarm.md', good)).to.deep.equal([]);
  });

  for (const [change, text] of [
    ['leaves a heading out', good.replace(/## Rollback[\s\S]*$/, '')],
    [
      'swaps two headings',
      good.replace('## Impact', '## X').replace('## Meaning', '## Impact').replace('## X', '## Meaning'),
    ],
    ['leaves a part empty', good.replace('What customers notice of it.', '')],
    ['gives no command', good.replace('```sh\naws sts get-caller-identity\n```', 'Look into the console of AWS.')],
    ['is titled otherwise', good.replace('# some-alarm', '# Another')],
  ] as const) {
    it(`refuses one that ${change}`, () => {
      expect(formViolationsIn('some-alarm.md', text)).to.not.deep.equal([]);
    });
  }
});
