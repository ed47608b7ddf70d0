import type { Palette } from './palette.ts';

/**
 * Draws one thing as SVG shapes on a square of 400, standing on the line y = 316 and centred on x = 200.
 * `form` chooses between two shapes of the thing.
 */
export type Motif = (paint: Palette, form: 0 | 1) => string;
