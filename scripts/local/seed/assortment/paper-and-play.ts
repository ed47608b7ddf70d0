import type { Department } from './kind.ts';
import { brightColours, colours, sizes, softColours } from './option-schemes.ts';

export const paperAndPlay: Department = {
  slug: 'paper-and-play',
  name: 'Paper & Play',
  brands: ['Papierlab', 'Inkwell & Sons', 'Foldhaus', 'Meeple Works', 'Tintenfass', 'Little Orbit', 'Marginalia', 'Wonderbox'],
  kinds: [
    {
      slug: 'notebooks',
      name: 'Notebooks',
      code: 'NBK',
      nouns: ['Notebook', 'Sketchbook', 'Planner', 'Journal', 'Pocket Notebook'],
      traits: ['Linen', 'Softcover', 'Dotted', 'Recycled', 'Hardcover', 'Stitched', 'Leather', 'Spiral'],
      priceMinor: [690, 3490],
      options: [colours(softColours, [2, 3]), sizes(['A6', 'A5'], [1, 2], 30)],
      uses: ['lists, plans and second thoughts', 'drawing on trains', 'a year, one page at a time'],
      facts: [
        'Opens flat on every page.',
        'The paper weighs 100 g and takes fountain pen ink.',
        'Numbered pages and two ribbons.',
        'Bound in Germany with water-based glue.',
        'A pocket at the back keeps tickets.',
      ],
    },
    {
      slug: 'pens',
      name: 'Pens',
      code: 'PEN',
      nouns: ['Fountain Pen', 'Ballpoint', 'Rollerball', 'Mechanical Pencil', 'Brush Pen'],
      traits: ['Brass', 'Resin', 'Anodised', 'Cedar', 'Steel', 'Retractable', 'Faceted', 'Slim'],
      priceMinor: [590, 12900],
      options: [
        colours(brightColours, [2, 3]),
        { name: 'Width', values: ['Fine', 'Medium'], take: [1, 2], ordered: true },
      ],
      uses: ['signatures and shopping lists', 'letters that are worth a stamp', 'small handwriting'],
      facts: [
        'Refills are standard and easy to find.',
        'Turned from one rod and finished by hand.',
        'Balanced with the cap on or off.',
        'Writes at once, even after weeks in a drawer.',
        'The clip is sprung and does not bend.',
      ],
    },
    {
      slug: 'board-games',
      name: 'Board Games',
      code: 'BGM',
      nouns: ['Strategy Game', 'Family Game', 'Card Game', 'Dice Game', 'Cooperative Game'],
      traits: ['Harbour', 'Lighthouse', 'Market', 'Caravan', 'Orchard', 'Observatory', 'Glacier', 'Railway'],
      priceMinor: [990, 6990],
      options: [{ name: 'Language', values: ['English', 'Deutsch', 'Français', 'Español'], take: [2, 4] }],
      uses: ['rainy evenings and sore winners', 'two to five players who have an hour', 'children who beat their parents'],
      facts: [
        'The rules take ten minutes to explain.',
        'Wooden pieces, and boards that lie flat.',
        'Plays differently every time.',
        'Lost a piece? Replacements are sent free.',
        'For ages 8 and up.',
      ],
    },
    {
      slug: 'puzzles',
      name: 'Puzzles',
      code: 'PZL',
      nouns: ['Jigsaw Puzzle', 'Wooden Puzzle', 'Puzzle Box', 'Map Puzzle', 'Panorama Puzzle'],
      traits: ['Botanical', 'Night Sky', 'City', 'Seaside', 'Vintage', 'Abstract', 'Mountain', 'Library'],
      priceMinor: [1290, 5990],
      options: [
        { name: 'Pieces', values: ['500', '1000', '2000'], take: [2, 3], ordered: true, surchargePercent: 35 },
      ],
      uses: ['the table nobody clears for a week', 'quiet company', 'long winters'],
      facts: [
        'Pieces are cut to fit snugly and lift as one.',
        'Printed without glare on recycled board.',
        'A poster of the picture is in the box.',
        'The bag inside is made of cotton.',
        'No two pieces have the same shape.',
      ],
    },
  ],
};
