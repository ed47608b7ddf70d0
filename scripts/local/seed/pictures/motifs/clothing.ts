import type { Motif } from '../motif.ts';

const hanger = (deep: string) =>
  `<path d="M200 96c0-16 22-14 20-30-2-14-24-14-26 0" fill="none" stroke="${deep}" stroke-width="5" stroke-linecap="round"/><path d="M120 134l80-38 80 38" fill="none" stroke="${deep}" stroke-width="6" stroke-linejoin="round"/>`;

const shirt: Motif = ({ main, deep, pale, accent }, form) => {
  const body = `<path d="M162 118l-62 32-24 78 38 14 14-40v112h144V202l14 40 38-14-24-78-62-32c-12 18-64 18-76 0z" fill="${main}"/>`;
  return form === 0
    ? `${hanger(deep)}${body}<path d="M162 118l38 40 38-40 8 6-30 54-16-20-16 20-30-54z" fill="${pale}"/><path d="M200 160v154" stroke="${deep}" stroke-width="3"/>
<g fill="${accent}"><circle cx="208" cy="196" r="5"/><circle cx="208" cy="232" r="5"/><circle cx="208" cy="268" r="5"/></g><path d="M222 204h34v34h-34z" fill="none" stroke="${deep}" stroke-width="3"/>`
    : `${hanger(deep)}${body}<path d="M162 118c12 24 64 24 76 0l10 6c-16 36-80 36-96 0z" fill="${deep}"/>
<path d="M128 220h144v18H128zM128 252h144v18H128zM128 284h144v18H128z" fill="${pale}" opacity=".75"/><path d="M76 228l38 14 5-14-39-14zM324 228l-38 14-5-14 39-14z" fill="${accent}"/>`;
};

const knit: Motif = ({ main, deep, pale, accent }, form) => {
  const body = `<path d="M158 112l-58 34-26 116 40 10 16-62v86h140v-86l16 62 40-10-26-116-58-34c-14 16-70 16-84 0z" fill="${main}"/><path d="M130 296h140v20H130zM74 262l40 10-4 16-40-10zM326 262l-40 10 4 16 40-10z" fill="${deep}"/>`;
  const cable = [168, 200, 232]
    .map(
      (x) =>
        `<path d="M${x} 160c-14 14 14 22 0 36s14 22 0 36 14 22 0 36" fill="none" stroke="${pale}" stroke-width="5" opacity=".7"/>`,
    )
    .join('');
  return form === 0
    ? `${body}<path d="M156 112c8-22 80-22 88 0-14 18-74 18-88 0z" fill="${deep}"/>${cable}`
    : `${body}<path d="M164 110v-26h72v26c-14 16-58 16-72 0z" fill="${deep}"/><path d="M118 174l12 12 14-14 14 14 14-14 14 14 14-14 14 14 14-14 14 14 14-14 14 14 12-12v22H118z" fill="${accent}"/><path d="M130 214h140v10H130z" fill="${pale}"/>`;
};

const jacket: Motif = ({ main, deep, pale, accent }, form) => {
  const sleeves = `<path d="M154 112l-58 36-24 134 40 8 18-84v110h140V206l18 84 40-8-24-134-58-36z" fill="${main}"/>`;
  return form === 0
    ? `${sleeves}<path d="M154 112c8-54 84-54 92 0l-46 40z" fill="${deep}"/><path d="M172 116c6-28 50-28 56 0l-28 24z" fill="${pale}"/><path d="M200 146v170" stroke="${pale}" stroke-width="5"/>
<path d="M144 236h38v44h-38zM218 236h38v44h-38z" fill="none" stroke="${deep}" stroke-width="5"/><path d="M186 146v30M214 146v30" stroke="${accent}" stroke-width="5" stroke-linecap="round"/>`
    : `${sleeves}<path d="M154 112l46 96 46-96-20-12h-52z" fill="${pale}"/><path d="M154 112l46 96-34 14-24-72zM246 112l-46 96 34 14 24-72z" fill="${deep}"/><path d="M200 208v108" stroke="${deep}" stroke-width="4"/>
<g fill="${accent}"><circle cx="190" cy="234" r="6"/><circle cx="190" cy="262" r="6"/><circle cx="190" cy="290" r="6"/></g><path d="M222 258h38v10h-38zM140 258h32v10h-32z" fill="${deep}"/>`;
};

const shoe: Motif = ({ main, deep, pale, accent }, form) =>
  form === 0
    ? `<path d="M84 206c20 12 46 6 60-12l80 50c30 6 90 6 96 50H84z" fill="${main}"/><path d="M80 288h242a10 10 0 0 1 10 10v4a14 14 0 0 1-14 14H94a14 14 0 0 1-14-14z" fill="${pale}"/>
<path d="M80 304h252" stroke="${accent}" stroke-width="5"/><path d="M160 220l20-18M182 234l20-18M204 246l18-16" stroke="${pale}" stroke-width="7" stroke-linecap="round"/>
<path d="M84 206c20 12 46 6 60-12l18 12c-14 26-52 34-78 22z" fill="${deep}"/><path d="M262 262c20 4 40 10 52 28h-66z" fill="${deep}" opacity=".35"/>`
    : `<path d="M128 100h82v118c40 8 94 14 100 76H128z" fill="${main}"/><path d="M120 288h196v14a14 14 0 0 1-14 14H134a14 14 0 0 1-14-14z" fill="${deep}"/>
<path d="M124 96h90v24h-90z" fill="${deep}"/><path d="M150 120h34v98c-16 12-34 12-34 0z" fill="${accent}" opacity=".85"/><path d="M128 96c-14-16-6-32 10-30" fill="none" stroke="${deep}" stroke-width="6"/>
<path d="M212 232c40 8 80 18 92 56" fill="none" stroke="${pale}" stroke-width="5" stroke-dasharray="7 7"/>`;

export const clothingMotifs = { shirts: shirt, knitwear: knit, jackets: jacket, shoes: shoe };
