import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { synthesized } from '../support/synthesized.ts';
import { mermaidIn, pictureOf, type Row, rowsOf, sectionsOf } from './architecture-page.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'architecture', 'README.md'), 'utf8');
const pictured = ['One region', 'Two regions'] as const;

describe('lesson 17: the architecture page', () => {
  const sections = sectionsOf(page);
  const section = (name: string) => sections.get(name) ?? '';

  for (const name of pictured) {
    it(`has a row for each box and arrow of the picture "${name}", and none for what is not there`, () => {
      const { boxes, arrows } = pictureOf(mermaidIn(section(name)));
      const covered = rowsOf(section(name)).flatMap(({ what, covers }) => (isNote(what) ? [] : covers));

      expect(boxes.size).to.be.greaterThan(20);
      expect([...boxes, ...arrows].filter((each) => each !== 'customers' && !covered.includes(each))).to.deep.equal([]);
      expect(covered.filter((each) => !boxes.has(each) && !arrows.has(each))).to.deep.equal([]);
    });
  }

  it('names files that exist', () => {
    const missing = allRows().flatMap(({ madeIn, test }) => {
      const made = [join('modules', madeIn), madeIn].some((path) => existsSync(join(root, path)));
      return [...(made ? [] : [madeIn]), ...(existsSync(join(root, test)) ? [] : [test])];
    });

    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it('names resource types that the stack of production has', () => {
    const { stacks } = synthesized();
    const missing = allRows().flatMap(({ stack, types }) => {
      const alike = stacks.filter(({ name, environment }) => name === stack && environment.name === 'production');
      return types.filter((type) => !alike.some(({ json }) => json.resource[type])).map((type) => `${stack} ${type}`);
    });

    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it('sees an arrow without a row, an unknown box and labels of every shape', () => {
    const { boxes, arrows } = pictureOf(
      ['a([A]) --> b["B<br/>b"]', 'b -->|label| c[("C")]', 'c -. CRR .-> d', 'd == x ==> a', 'e{{E}}', 'end'].join(
        '\n',
      ),
    );

    expect([...boxes]).to.have.members(['a', 'b', 'c', 'd', 'e']);
    expect([...arrows]).to.have.members(['a b', 'b c', 'c d', 'd a']);
  });

  function allRows(): readonly Row[] {
    return pictured.flatMap((name) => rowsOf(section(name)));
  }
});

/** Notes are sentences. */
function isNote(what: string): boolean {
  return what.includes(': ');
}
