import { expect } from 'chai';
import { allPictures } from '../pictures/all-pictures.ts';
import { drawColouredPicture, drawPicture } from '../pictures/draw-picture.ts';

describe('drawn pictures', () => {
  const pictures = allPictures();
  const drawn = pictures.map(({ draw }) => draw());

  it('exist for every category and its colours, no two alike, and are few enough to be kept', () => {
    expect(pictures.length).to.be.within(240, 600);
    expect(new Set(pictures.map(({ key }) => key)).size).to.equal(pictures.length);
    expect(new Set(drawn).size).to.equal(pictures.length);
    expect(drawn.join('').length).to.be.lessThan(1_000_000);
  });

  it('are small, well-formed SVG without scripts or references', () => {
    for (const svg of drawn) {
      expect(svg).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 400 400"/);
      expect(svg).not.to.match(/undefined|NaN|<script|href|on\w+=/);
      expect(svg.length).to.be.lessThan(5_000);
      expect(unclosedTags(svg)).to.deep.equal([]);
    }
  });

  it('are refused for a category that nobody has drawn and a colour that nobody has mixed', () => {
    expect(() => drawPicture('spaceships', 0)).to.throw(RangeError, 'spaceships');
    expect(() => drawColouredPicture('lamps', 'Ultraviolet', 0)).to.throw(RangeError, 'Ultraviolet');
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
