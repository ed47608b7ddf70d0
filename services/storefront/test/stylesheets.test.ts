import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((name) => join(source, name));
const stylesheets = files.filter((file) => file.endsWith('.module.css'));

// The compiler takes any name for a class of a CSS module, so a typing error would only show as missing style.
describe('style sheets', () => {
  it('have every class that a component takes from them, and none that no component takes', () => {
    expect(stylesheets.length).to.be.greaterThan(20);
    const faults = stylesheets.flatMap((stylesheet) => {
      const defined = classesIn(stylesheet);
      const used = classesTakenFrom(stylesheet);
      const name = relative(source, stylesheet);
      return [
        ...[...used].filter((it) => !defined.has(it)).map((it) => `${name} has no .${it}`),
        ...[...defined].filter((it) => !used.has(it)).map((it) => `${name}: nobody takes .${it}`),
      ];
    });
    expect(faults).to.deep.equal([]);
  });

  it('take colours from the tokens only, the picture on the home page apart', () => {
    const own = stylesheets.filter((file) => !file.endsWith('shelf-picture.module.css'));

    const faults = own.filter((file) => /#[0-9a-f]{3,8}\b|rgba?\(/i.test(readFileSync(file, 'utf8')));

    expect(faults.map((file) => relative(source, file))).to.deep.equal([]);
  });
});

function classesIn(stylesheet: string): Set<string> {
  const text = readFileSync(stylesheet, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return new Set(Array.from(text.matchAll(/\.([a-zA-Z][\w-]*)(?=[^{};]*\{)/g), ([, name]) => name ?? ''));
}

/** Names after `styles.`; one taken by an expression, `styles[tone]`, stands for every value of the file's unions. */
function classesTakenFrom(stylesheet: string): Set<string> {
  const users = files
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const taken = new Set<string>();
  for (const { file, text } of users) {
    const imported = text.match(/import styles from '(.+\.module\.css)'/)?.[1];
    if (imported === undefined || join(dirname(file), imported) !== stylesheet) continue;
    for (const [, name] of text.matchAll(/\bstyles\.(\w+)/g)) taken.add(name ?? '');
    if (!/\bstyles\[/.test(text)) continue;
    for (const [, union] of text.matchAll(/(?:type \w+ =|\w+\??:)((?:\s*\|?\s*'\w+')+)/g)) {
      for (const [, value] of (union ?? '').matchAll(/'(\w+)'/g)) if (value !== 'full') taken.add(value ?? '');
    }
  }
  return taken;
}
