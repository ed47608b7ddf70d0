import type { Motif } from '../motif.ts';

const pan: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<rect x="84" y="210" width="36" height="16" rx="8" fill="${deep}"/><rect x="280" y="210" width="36" height="16" rx="8" fill="${deep}"/>
<path d="M110 196h180v92a28 28 0 0 1-28 28H138a28 28 0 0 1-28-28z" fill="${main}"/>
<path d="M128 214v64" stroke="${pale}" stroke-width="8" stroke-linecap="round" opacity=".5"/>
<path d="M104 196a96 50 0 0 1 192 0z" fill="${deep}"/><rect x="100" y="190" width="200" height="12" rx="6" fill="${pale}"/>
<circle cx="200" cy="140" r="12" fill="${accent}"/>`
    : `<path d="M236 250l104-78" stroke="${deep}" stroke-width="18" stroke-linecap="round"/><circle cx="334" cy="176" r="4" fill="${pale}"/>
<path d="M84 232h184l-14 66a24 24 0 0 1-24 18H122a24 24 0 0 1-24-18z" fill="${main}"/>
<ellipse cx="176" cy="232" rx="92" ry="20" fill="${deep}"/><ellipse cx="176" cy="230" rx="76" ry="14" fill="${main}"/>
<ellipse cx="168" cy="228" rx="34" ry="8" fill="${pale}"/><circle cx="172" cy="226" r="8" fill="${accent}"/>
<path d="M140 196c-10-14 10-22 0-38M176 190c-10-14 10-22 0-38M212 196c-10-14 10-22 0-38" fill="none" stroke="${pale}" stroke-width="6" stroke-linecap="round"/>`;

const mug: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M258 206h22a36 36 0 0 1 0 72h-24" fill="none" stroke="${deep}" stroke-width="16"/>
<path d="M122 180h144v104a32 32 0 0 1-32 32h-80a32 32 0 0 1-32-32z" fill="${main}"/>
<path d="M122 240h144v22H122z" fill="${pale}" opacity=".7"/><ellipse cx="194" cy="180" rx="72" ry="15" fill="${deep}"/><ellipse cx="194" cy="181" rx="60" ry="10" fill="${accent}"/>
<path d="M170 150c-12-16 12-26 0-44M214 150c-12-16 12-26 0-44" fill="none" stroke="${pale}" stroke-width="8" stroke-linecap="round"/>`
    : `<ellipse cx="200" cy="304" rx="116" ry="16" fill="${pale}"/><ellipse cx="200" cy="302" rx="80" ry="9" fill="${deep}" opacity=".18"/>
<path d="M262 224h14a26 26 0 0 1 0 52h-22" fill="none" stroke="${main}" stroke-width="12"/>
<path d="M130 208h140c0 60-24 94-70 94s-70-34-70-94z" fill="${main}"/><ellipse cx="200" cy="208" rx="70" ry="14" fill="${deep}"/>
<ellipse cx="200" cy="209" rx="58" ry="9" fill="${accent}"/><path d="M184 208c8-6 24-6 30 0-8 6-22 6-30 0z" fill="${pale}"/>
<path d="M150 230c4 26 12 44 26 56" fill="none" stroke="${pale}" stroke-width="7" stroke-linecap="round" opacity=".55"/>`;

const knife: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<rect x="84" y="288" width="232" height="28" rx="10" fill="${accent}"/><path d="M100 302h200" stroke="${deep}" stroke-width="2" opacity=".3"/>
<g transform="rotate(-24 200 200)"><path d="M172 196h150c16 0 12 44-36 52l-114 6z" fill="${pale}"/><path d="M172 236l118-4-4 16-114 6z" fill="${deep}" opacity=".18"/>
<rect x="56" y="192" width="120" height="34" rx="14" fill="${deep}"/><circle cx="90" cy="209" r="5" fill="${pale}"/><circle cx="142" cy="209" r="5" fill="${pale}"/></g>`
    : `<path d="M116 316l18-120h132l18 120z" fill="${main}"/><path d="M134 196h132l6 40H128z" fill="${deep}"/>
<rect x="146" y="112" width="24" height="96" rx="10" fill="${deep}"/><rect x="188" y="84" width="24" height="124" rx="10" fill="${accent}"/><rect x="230" y="104" width="24" height="104" rx="10" fill="${deep}"/>
<path d="M146 206h108" stroke="${pale}" stroke-width="6"/><circle cx="158" cy="132" r="4" fill="${pale}"/><circle cx="200" cy="104" r="4" fill="${pale}"/><circle cx="242" cy="124" r="4" fill="${pale}"/>
<path d="M146 260h108M142 284h116" stroke="${pale}" stroke-width="4" opacity=".35"/>`;

const coffee: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<rect x="196" y="72" width="8" height="70" fill="${deep}"/><circle cx="200" cy="70" r="11" fill="${accent}"/>
<path d="M130 128h140v20H130z" fill="${deep}"/><path d="M266 170h26v104h-26" fill="none" stroke="${deep}" stroke-width="14" stroke-linejoin="round"/>
<path d="M136 148h128v168H136z" fill="${pale}"/><path d="M136 216h128v100H136z" fill="${main}"/>
<path d="M136 210h128v10H136zM136 304h128v12H136z" fill="${deep}"/><path d="M154 164v126" stroke="${pale}" stroke-width="8" opacity=".55" stroke-linecap="round"/>`
    : `<path d="M268 214c40-4 52 22 52 44" fill="none" stroke="${main}" stroke-width="20" stroke-linecap="round"/>
<path d="M128 226H92a26 26 0 0 0 0 60h44" fill="none" stroke="${deep}" stroke-width="14"/>
<path d="M118 246c0-46 34-76 82-76s82 30 82 76c0 40-20 70-36 70h-92c-16 0-36-30-36-70z" fill="${main}"/>
<path d="M160 174a40 22 0 0 1 80 0z" fill="${deep}"/><circle cx="200" cy="146" r="11" fill="${accent}"/>
<path d="M146 230c4-22 16-34 34-38" fill="none" stroke="${pale}" stroke-width="8" stroke-linecap="round" opacity=".7"/><path d="M122 268h156" stroke="${pale}" stroke-width="6" opacity=".5"/>`;

export const kitchenMotifs = { cookware: pan, 'mugs-and-cups': mug, knives: knife, 'coffee-and-tea': coffee };
