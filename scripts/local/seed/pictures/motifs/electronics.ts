import type { Motif } from '../motif.ts';

const headphones: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M108 236v-32a92 92 0 0 1 184 0v32" fill="none" stroke="${deep}" stroke-width="16"/>
<rect x="84" y="216" width="52" height="96" rx="24" fill="${main}"/><rect x="264" y="216" width="52" height="96" rx="24" fill="${main}"/>
<rect x="124" y="224" width="20" height="80" rx="10" fill="${pale}"/><rect x="256" y="224" width="20" height="80" rx="10" fill="${pale}"/>
<path d="M150 126a92 92 0 0 1 100 0" fill="none" stroke="${accent}" stroke-width="16"/><circle cx="102" cy="264" r="7" fill="${accent}"/>`
    : `<rect x="112" y="216" width="176" height="100" rx="40" fill="${main}"/><path d="M112 262h176" stroke="${deep}" stroke-width="5"/><circle cx="200" cy="288" r="6" fill="${accent}"/>
<path d="M112 256v-10a40 40 0 0 1 4-18h168a40 40 0 0 1 4 18v10z" fill="${deep}" opacity=".35"/>
<g fill="${pale}"><path d="M146 116a28 28 0 1 1 30 28v62a12 12 0 0 1-24 0v-64z"/><path d="M254 116a28 28 0 1 0-30 28v62a12 12 0 0 0 24 0v-64z"/></g>
<circle cx="172" cy="116" r="12" fill="${deep}"/><circle cx="228" cy="116" r="12" fill="${deep}"/><path d="M152 192h24v12h-24zM224 192h24v12h-24z" fill="${accent}"/>`;

const speaker: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<rect x="124" y="84" width="152" height="232" rx="16" fill="${main}"/><circle cx="200" cy="238" r="58" fill="${deep}"/><circle cx="200" cy="238" r="38" fill="${pale}"/><circle cx="200" cy="238" r="15" fill="${accent}"/>
<circle cx="200" cy="134" r="28" fill="${deep}"/><circle cx="200" cy="134" r="12" fill="${pale}"/><circle cx="254" cy="104" r="5" fill="${accent}"/>`
    : `<rect x="74" y="178" width="252" height="138" rx="26" fill="${main}"/><path d="M130 178c0-44 140-44 140 0" fill="none" stroke="${deep}" stroke-width="12"/>
<g stroke="${deep}" stroke-width="6" stroke-linecap="round"><path d="M108 220v56M126 212v72M144 208v80M162 212v72M180 220v56"/></g>
<rect x="206" y="208" width="92" height="38" rx="8" fill="${pale}"/><path d="M250 208v38" stroke="${accent}" stroke-width="5"/><circle cx="228" cy="278" r="17" fill="${deep}"/><circle cx="278" cy="278" r="17" fill="${accent}"/><path d="M228 278v-14M278 278l9-10" stroke="${pale}" stroke-width="4"/>`;

const keyboard: Motif = ({ main, deep, pale, accent }, form) => {
  const [columns, width, left] = form === 0 ? [9, 24, 78] : [6, 26, 112];
  const keys = Array.from({ length: 3 * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const fill = index === 0 ? accent : row === 1 && column === columns - 1 ? deep : pale;
    return `<rect x="${left + column * (width + 4)}" y="${216 + row * 26}" width="${width}" height="20" rx="5" fill="${fill}"/>`;
  }).join('');
  return form === 0
    ? `<path d="M62 208a12 12 0 0 1 12-12h252a12 12 0 0 1 12 12v96a12 12 0 0 1-12 12H74a12 12 0 0 1-12-12z" fill="${main}"/>${keys}<rect x="134" y="294" width="132" height="14" rx="6" fill="${pale}"/><path d="M200 196c0-40 60-20 60-70" fill="none" stroke="${deep}" stroke-width="6"/>`
    : `<rect x="94" y="150" width="212" height="166" rx="16" fill="${main}"/><rect x="112" y="166" width="112" height="34" rx="8" fill="${deep}"/><circle cx="272" cy="183" r="19" fill="${accent}"/><path d="M272 183v-14" stroke="${pale}" stroke-width="4"/>${keys}<path d="M124 184h50" stroke="${pale}" stroke-width="5" opacity=".7"/>`;
};

const charger: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M152 96v42M248 96v42" stroke="${deep}" stroke-width="14" stroke-linecap="round"/><rect x="110" y="130" width="180" height="164" rx="34" fill="${main}"/>
<path d="M212 156l-48 68h30l-8 48 50-70h-30z" fill="${accent}"/><rect x="176" y="290" width="48" height="26" rx="6" fill="${deep}"/><path d="M134 164v72" stroke="${pale}" stroke-width="9" stroke-linecap="round" opacity=".5"/>`
    : `<rect x="106" y="118" width="112" height="198" rx="22" fill="${main}"/><rect x="122" y="138" width="80" height="100" rx="10" fill="${pale}"/><path d="M136 214h52v10h-52zM136 196h52v10h-52zM136 178h52v10h-52z" fill="${accent}"/>
<path d="M162 316c0 0 0-20 0-30" stroke="${deep}" stroke-width="10"/><path d="M218 160h32c44 0 52 44 26 66s-14 60 26 58" fill="none" stroke="${deep}" stroke-width="9"/><rect x="292" y="270" width="34" height="28" rx="6" fill="${deep}"/><path d="M326 278h12v12h-12z" fill="${pale}"/><circle cx="162" cy="266" r="9" fill="${deep}"/>`;

export const electronicsMotifs = { headphones, speakers: speaker, keyboards: keyboard, chargers: charger };
