import type { Motif } from '../motif.ts';

const lamp: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<rect x="194" y="170" width="12" height="138" fill="${deep}"/>
<rect x="150" y="304" width="100" height="12" rx="6" fill="${deep}"/>
<path d="M150 84h100l36 96H114z" fill="${main}"/>
<path d="M150 84h34l-20 96h-50z" fill="${pale}" opacity=".28"/>
<path d="M262 180v34" stroke="${deep}" stroke-width="3"/><circle cx="262" cy="220" r="7" fill="${accent}"/>`
    : `<path d="M164 316l8-14h56l8 14z" fill="${deep}"/>
<path d="M200 302V214L122 160l54-62" fill="none" stroke="${deep}" stroke-width="10" stroke-linejoin="round"/>
<circle cx="122" cy="160" r="10" fill="${accent}"/><circle cx="200" cy="214" r="10" fill="${accent}"/>
<path d="M156 92l36-32 84 74-52 18z" fill="${main}"/><path d="M224 152l52-18 8 12a30 30 0 0 1-46 18z" fill="${pale}"/>`;

const vase: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M196 180C190 120 150 110 128 66M204 180c6-72 30-84 66-104" fill="none" stroke="${deep}" stroke-width="5"/>
<path d="M128 66c-26 6-36 30-26 52 24-6 34-28 26-52zM270 76c26-8 46 6 50 30-24 8-46-6-50-30z" fill="${accent}"/>
<path d="M172 118c-22-6-40 6-44 26 20 8 40-4 44-26zM226 126c18-14 40-8 50 10-18 14-42 8-50-10z" fill="${deep}"/>
<path d="M176 172h48c2 34 42 52 42 92 0 30-22 52-44 52h-44c-22 0-44-22-44-52 0-40 40-58 42-92z" fill="${main}"/>
<path d="M160 236c-10 16-12 44 2 62" fill="none" stroke="${pale}" stroke-width="8" stroke-linecap="round" opacity=".6"/>`
    : `<path d="M200 190V70" stroke="${deep}" stroke-width="5"/>
<path d="M200 130c-34 0-52-22-52-48 30 0 52 18 52 48zM200 108c32 0 48-22 48-48-30 2-48 22-48 48z" fill="${accent}"/>
<rect x="172" y="168" width="56" height="26" rx="8" fill="${deep}"/>
<path d="M180 190h40v40l36 30v44a12 12 0 0 1-12 12h-88a12 12 0 0 1-12-12v-44l36-30z" fill="${main}"/>
<path d="M144 270h112v14H144z" fill="${pale}" opacity=".55"/>`;

const cushion: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M104 138c30 10 162 10 192 0 14 30 14 148 0 178-30-8-162-8-192 0-14-30-14-148 0-178z" fill="${main}"/>
<path d="M120 190c50 10 110 10 160 0M116 228c54 10 114 10 168 0M120 266c50 8 110 8 160 0" fill="none" stroke="${pale}" stroke-width="6" opacity=".65"/>
<circle cx="104" cy="138" r="8" fill="${accent}"/><circle cx="296" cy="138" r="8" fill="${accent}"/>
<circle cx="104" cy="314" r="8" fill="${accent}"/><circle cx="296" cy="314" r="8" fill="${accent}"/>`
    : `<rect x="98" y="236" width="204" height="42" rx="21" fill="${deep}"/>
<rect x="98" y="276" width="204" height="40" rx="20" fill="${main}"/>
<rect x="110" y="196" width="180" height="42" rx="21" fill="${pale}"/>
<path d="M150 196v42M170 196v42M230 196v42M250 196v42" stroke="${accent}" stroke-width="5"/>
<path d="M126 278v36M274 278v36M200 278v36" stroke="${pale}" stroke-width="4" opacity=".5"/>`;

const clock: Motif = ({ main, deep, pale, accent }, form) => {
  const marks = Array.from(
    { length: 12 },
    (_, hour) => `<path d="M200 132v12" transform="rotate(${hour * 30} 200 210)" stroke="${deep}" stroke-width="5"/>`,
  ).join('');
  const hands = `<path d="M200 210V162" stroke="${deep}" stroke-width="8" stroke-linecap="round"/><path d="M200 210l44 26" stroke="${deep}" stroke-width="6" stroke-linecap="round"/><circle cx="200" cy="210" r="8" fill="${accent}"/>`;
  return form === 0
    ? `<circle cx="200" cy="210" r="106" fill="${main}"/><circle cx="200" cy="210" r="88" fill="${pale}"/>${marks}${hands}`
    : `<path d="M140 300l-16 16M260 300l16 16" stroke="${deep}" stroke-width="12" stroke-linecap="round"/>
<path d="M120 150a34 34 0 0 1 56-38zM280 150a34 34 0 0 0-56-38z" fill="${accent}"/>
<rect x="104" y="114" width="192" height="192" rx="60" fill="${main}"/><circle cx="200" cy="210" r="80" fill="${pale}"/>${marks}${hands}`;
};

export const homeMotifs = { lamps: lamp, vases: vase, 'cushions-and-throws': cushion, clocks: clock };
