import type { Motif } from '../motif.ts';

const notebook: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M132 104h146a10 10 0 0 1 10 10v192a10 10 0 0 1-10 10H132z" fill="${pale}"/><path d="M118 96h150a12 12 0 0 1 12 12v190a12 12 0 0 1-12 12H118z" fill="${main}"/><path d="M118 96h26v214h-26z" fill="${deep}"/>
<rect x="168" y="134" width="84" height="44" rx="4" fill="${pale}"/><path d="M182 150h56M182 162h36" stroke="${deep}" stroke-width="4"/><path d="M256 96h10v214h-10z" fill="${accent}"/>`
    : `<g transform="rotate(-8 200 220)"><rect x="116" y="108" width="168" height="200" rx="8" fill="${pale}"/><rect x="116" y="108" width="168" height="200" rx="8" fill="none" stroke="${deep}" stroke-width="4"/>
<g stroke="${main}" stroke-width="3" opacity=".6"><path d="M140 160h124M140 186h124M140 212h124M140 238h124M140 264h84"/></g><g fill="none" stroke="${deep}" stroke-width="6"><path d="M140 120v-26M170 120v-26M200 120v-26M230 120v-26M260 120v-26"/></g></g>
<path d="M296 150l20 12-70 124-24 16 4-30z" fill="${accent}"/><path d="M222 302l2-18 14 8z" fill="${deep}"/>`;

const pen: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M84 300c60-30 90 20 140-8s60-10 92-16" fill="none" stroke="${deep}" stroke-width="5" stroke-linecap="round"/>
<g transform="rotate(38 200 190)"><rect x="180" y="52" width="40" height="140" rx="18" fill="${main}"/><path d="M180 150h40v54h-40z" fill="${deep}"/><path d="M180 146h40v8h-40z" fill="${accent}"/><path d="M182 204h36l-14 64h-8z" fill="${pale}"/><path d="M200 226v40" stroke="${deep}" stroke-width="3"/><circle cx="200" cy="224" r="5" fill="${deep}"/><rect x="216" y="70" width="8" height="70" rx="4" fill="${accent}"/></g>`
    : `<path d="M138 196h124l-12 108a14 14 0 0 1-14 12h-72a14 14 0 0 1-14-12z" fill="${main}"/><path d="M144 232h112l-3 26H147z" fill="${pale}" opacity=".7"/>
<g><path d="M160 200l-14-108 14-14 12 12 10 110z" fill="${deep}"/><path d="M146 92l14-34 12 32z" fill="${pale}"/><path d="M192 200V86h22v114z" fill="${accent}"/><path d="M192 86l11-30 11 30z" fill="${pale}"/><path d="M226 200l14-102 20 4-12 98z" fill="${deep}"/><circle cx="251" cy="92" r="12" fill="${accent}"/></g><path d="M134 192h132v10H134z" fill="${deep}"/>`;

const boardGame: Motif = ({ main, deep, pale, accent }, form) => {
  const pips = (points: readonly (readonly [number, number])[], fill: string) =>
    points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="9" fill="${fill}"/>`).join('');
  return form === 0
    ? `<rect x="98" y="196" width="120" height="120" rx="22" fill="${main}"/>${pips(
        [
          [128, 226],
          [158, 256],
          [188, 286],
          [188, 226],
          [128, 286],
        ],
        pale,
      )}
<g transform="rotate(14 256 190)"><rect x="206" y="120" width="104" height="104" rx="20" fill="${pale}"/>${pips(
        [
          [234, 148],
          [282, 196],
          [258, 172],
        ],
        deep,
      )}</g>
<path d="M246 316c0-26 14-30 14-44a20 20 0 1 1 30 0c0 14 14 18 14 44z" fill="${accent}"/>`
    : `<path d="M200 132l136 84-136 84L64 216z" fill="${deep}"/><path d="M200 122l136 84-136 84L64 206z" fill="${main}"/><path d="M200 146l98 60-98 60-98-60z" fill="none" stroke="${pale}" stroke-width="5" stroke-dasharray="12 8"/>
<path d="M182 214c0-20 10-24 10-34a16 16 0 1 1 22 0c0 10 10 14 10 34z" fill="${accent}"/><path d="M124 222c0-16 8-20 8-28a13 13 0 1 1 18 0c0 8 8 12 8 28z" fill="${pale}"/><path d="M246 226l24-14 24 14-24 16z" fill="${pale}"/><path d="M246 226v20l24 16v-20zM294 226v20l-24 16v-20z" fill="${accent}"/>`;
};

const puzzle: Motif = ({ main, deep, pale, accent }, form) => {
  const piece = (x: number, y: number, fill: string) =>
    `<path transform="translate(${x} ${y})" d="M0 0h34c-8-26 30-26 22 0h34v34c26-8 26 30 0 22v34H56c8-26-30-26-22 0H0V56c-26 8-26-30 0-22z" fill="${fill}"/>`;
  return form === 0
    ? `${piece(110, 136, main)}${piece(200, 136, deep)}${piece(110, 226, pale)}<g transform="rotate(12 250 270)">${piece(212, 232, accent)}</g>`
    : `<rect x="92" y="150" width="216" height="166" rx="10" fill="${deep}"/><rect x="92" y="140" width="216" height="150" rx="10" fill="${main}"/><path d="M112 270l52-66 34 38 26-28 64 56z" fill="${pale}"/><circle cx="254" cy="182" r="16" fill="${accent}"/>
<path d="M164 140v30c18-8 18 24 0 18v34M92 216h30c-8 18 24 18 18 0h24M236 290v-26c18 8 18-24 0-18v-40h72" fill="none" stroke="${deep}" stroke-width="3"/>`;
};

export const paperAndPlayMotifs = { notebooks: notebook, pens: pen, 'board-games': boardGame, puzzles: puzzle };
