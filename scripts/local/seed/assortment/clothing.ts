import type { Department } from './kind.ts';
import { clothingSizes, colours, plainColours, sizes } from './option-schemes.ts';

const sized = [colours(plainColours, [1, 2]), sizes(clothingSizes, [2, 3])];

export const clothing: Department = {
  slug: 'clothing',
  name: 'Clothing',
  brands: ['Ostwind', 'Fielder', 'Maison Claire', 'Threadneedle', 'Kyst', 'Common Cloth', 'Rivet & Row', 'Solveig'],
  kinds: [
    {
      slug: 'shirts',
      name: 'Shirts',
      code: 'SHR',
      nouns: ['Shirt', 'Overshirt', 'Blouse', 'Polo Shirt', 'T-Shirt'],
      traits: ['Linen', 'Oxford', 'Flannel', 'Poplin', 'Striped', 'Organic Cotton', 'Chambray', 'Jersey'],
      priceMinor: [1990, 9900],
      options: sized,
      uses: ['days that begin in a meeting and end in a garden', 'travelling light', 'warm weather'],
      facts: [
        'Cut for an easy fit through the shoulders.',
        'Garment-washed, so it will not shrink further.',
        'Buttons are cut from corozo nut.',
        'Made in Portugal from certified cotton.',
        'Machine wash at 30 degrees; needs little ironing.',
      ],
    },
    {
      slug: 'knitwear',
      name: 'Knitwear',
      code: 'KNT',
      nouns: ['Jumper', 'Cardigan', 'Rollneck', 'Knitted Vest', 'Beanie'],
      traits: ['Merino', 'Cashmere', 'Lambswool', 'Cable-Knit', 'Ribbed', 'Alpaca', 'Donegal', 'Seamless'],
      priceMinor: [3490, 19900],
      options: sized,
      uses: ['the first cold morning of the year', 'layers under a coat', 'evenings by the water'],
      facts: [
        'Spun from non-mulesed wool.',
        'Fully fashioned: each panel is knitted to shape.',
        'It does not itch, and it does not pill.',
        'Hand wash, or use a wool programme, and dry it flat.',
        'Ribbed cuffs and hem keep their shape.',
      ],
    },
    {
      slug: 'jackets',
      name: 'Jackets',
      code: 'JKT',
      nouns: ['Rain Jacket', 'Parka', 'Field Jacket', 'Quilted Jacket', 'Coat'],
      traits: ['Waxed', 'Recycled', 'Wool', 'Waterproof', 'Insulated', 'Canvas', 'Softshell', 'Reversible'],
      priceMinor: [6900, 39900],
      options: sized,
      uses: ['sideways rain and crowded trains', 'walks that get longer than planned', 'the months between seasons'],
      facts: [
        'Seams are taped, and the hood follows your head.',
        'Two-way zip and four pockets, one of them inside.',
        'The lining is made of recycled bottles.',
        'Treated without fluorocarbons to shed water.',
        'Repairs are free for five years.',
      ],
    },
    {
      slug: 'shoes',
      name: 'Shoes',
      code: 'SHO',
      nouns: ['Sneaker', 'Loafer', 'Ankle Boot', 'Sandal', 'Walking Shoe'],
      traits: ['Leather', 'Suede', 'Canvas', 'Knitted', 'Nubuck', 'Vegan', 'Handsewn', 'Waterproof'],
      priceMinor: [4900, 21900],
      options: [colours(plainColours, [1, 1]), sizes(['38', '39', '40', '41', '42', '43', '44'], [4, 6])],
      uses: ['cobbled streets', 'standing all day', 'the city and the path out of it'],
      facts: [
        'The sole is stitched, not just glued, and can be replaced.',
        'A cork footbed shapes itself to your foot.',
        'Tanned with plant extracts.',
        'Runs true to size.',
        'The grip holds on wet stone.',
      ],
    },
  ],
};
