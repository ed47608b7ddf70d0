import { expect } from 'chai';
import { shelves } from '../assortment/departments.ts';
import { drawPicture, drawPlaceholder } from '../pictures/draw-picture.ts';
import { picturesOfKind } from '../pictures/picture-names.ts';

describe('drawn pictures', () => {
  const drawn = shelves.flatMap(({ kind }) =>
    picturesOfKind(kind.slug).map(({ variation }) => drawPicture(kind.slug, variation)),
  );

  it('exist for every category, no two alike', () => {
    expect(drawn).to.have.length(240);
    expect(new Set(drawn).size).to.equal(240);
  });

  it('are small, well-formed SVG without scripts or references', () => {
    for (const svg of [...drawn, drawPlaceholder()]) {
      expect(svg).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 400 400"/);
      expect(svg).not.to.match(/undefined|NaN|<script|href|on\w+=/);
      expect(svg.length).to.be.lessThan(5_000);
      expect(unclosedTags(svg)).to.deep.equal([]);
    }
  });

  it('are refused for a category that nobody has drawn', () => {
    expect(() => drawPicture('spaceships', 0)).to.throw(RangeError, 'spaceships');
  });
});

function unclosedTags(svg: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = '', selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (slash === '/') expect(open.pop()).to.equal(name);
    else if (selfClosing !== '/') open.push(name);
  }
  return open;
}
