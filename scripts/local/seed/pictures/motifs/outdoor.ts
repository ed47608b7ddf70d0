import type { Motif } from '../motif.ts';

const backpack: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M164 110a36 36 0 0 1 72 0" fill="none" stroke="${deep}" stroke-width="10"/><path d="M116 192a84 84 0 0 1 168 0v98a26 26 0 0 1-26 26H142a26 26 0 0 1-26-26z" fill="${main}"/>
<rect x="96" y="214" width="26" height="76" rx="12" fill="${deep}"/><rect x="278" y="214" width="26" height="76" rx="12" fill="${deep}"/><rect x="142" y="228" width="116" height="74" rx="14" fill="${deep}"/>
<path d="M142 252h116" stroke="${pale}" stroke-width="5"/><rect x="192" y="246" width="16" height="22" rx="4" fill="${accent}"/><path d="M140 184h120" stroke="${pale}" stroke-width="5" stroke-linecap="round" opacity=".7"/>`
    : `<path d="M130 130h140v30H130z" fill="${deep}"/><path d="M146 96h108l16 44H130z" fill="${main}"/><path d="M122 156h156l10 140a20 20 0 0 1-20 20H132a20 20 0 0 1-20-20z" fill="${main}"/>
<path d="M160 96v210M240 96v210" stroke="${accent}" stroke-width="13"/><rect x="150" y="190" width="20" height="18" rx="3" fill="${pale}"/><rect x="230" y="190" width="20" height="18" rx="3" fill="${pale}"/><path d="M116 250h168v56H116z" fill="${deep}" opacity=".4"/>`;

const tent: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M200 110L68 316h264z" fill="${main}"/><path d="M200 110l52 206h-104z" fill="${deep}"/><path d="M200 110l-22 206h-30zM200 110l22 206h30z" fill="${pale}"/>
<path d="M200 110l132 206h-50z" fill="${deep}" opacity=".25"/><path d="M200 110V86" stroke="${deep}" stroke-width="6"/><path d="M200 84l34 10-34 12z" fill="${accent}"/>`
    : `<path d="M62 316c0-98 66-172 138-172s138 74 138 172z" fill="${main}"/><path d="M152 316c0-70 22-128 48-128s48 58 48 128z" fill="${deep}"/><path d="M200 188c-14 30-20 80-20 128h-28c0-70 22-128 48-128z" fill="${pale}"/>
<path d="M62 316c8-110 80-160 138-172M338 316c-8-110-80-160-138-172" fill="none" stroke="${accent}" stroke-width="6"/><path d="M96 238c60-26 148-26 208 0" fill="none" stroke="${pale}" stroke-width="4" opacity=".5"/>`;

const bottle: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<rect x="172" y="72" width="56" height="38" rx="8" fill="${deep}"/><path d="M188 60a12 12 0 0 1 24 0v14h-24z" fill="${accent}"/><path d="M168 110h64v20c0 14 24 22 24 48v116a22 22 0 0 1-22 22h-68a22 22 0 0 1-22-22V178c0-26 24-34 24-48z" fill="${main}"/>
<path d="M144 218h112v40H144z" fill="${pale}"/><path d="M180 238l14-16 12 14 8-8 12 18h-50z" fill="${accent}"/><path d="M162 180v22" stroke="${pale}" stroke-width="8" stroke-linecap="round" opacity=".6"/>`
    : `<path d="M160 78h80v46h-80z" fill="${deep}"/><path d="M160 92h80M160 106h80" stroke="${main}" stroke-width="4"/><rect x="146" y="124" width="108" height="192" rx="20" fill="${main}"/><path d="M146 176h108v16H146zM146 272h108v16H146z" fill="${accent}"/>
<path d="M254 168h26a14 14 0 0 1 14 14v64a14 14 0 0 1-14 14h-26" fill="none" stroke="${deep}" stroke-width="11"/><path d="M166 206v52" stroke="${pale}" stroke-width="9" stroke-linecap="round" opacity=".6"/>`;

const yoga: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M136 316h190V286H136z" fill="${deep}"/><circle cx="140" cy="258" r="58" fill="${main}"/><circle cx="140" cy="258" r="40" fill="none" stroke="${pale}" stroke-width="6"/><circle cx="140" cy="258" r="22" fill="none" stroke="${pale}" stroke-width="6"/><circle cx="140" cy="258" r="7" fill="${pale}"/>
<path d="M140 200h170l16 86h-20L290 250" fill="${main}" opacity=".55"/><path d="M222 200l18 86" stroke="${accent}" stroke-width="12"/>`
    : `<path d="M158 196c-26-70 110-70 84 0" fill="none" stroke="${deep}" stroke-width="22"/><circle cx="200" cy="248" r="72" fill="${main}"/><path d="M152 304h96v12h-96z" fill="${deep}"/><circle cx="200" cy="248" r="40" fill="${pale}"/>
<path d="M186 234l10-8v44M212 228h-8v18c14-6 22 2 20 12s-14 12-22 6" fill="none" stroke="${accent}" stroke-width="6" stroke-linecap="round"/>`;

export const outdoorMotifs = { backpacks: backpack, tents: tent, bottles: bottle, yoga };
