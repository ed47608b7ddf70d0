const beginnings = ['Hal', 'Sor', 'Tar', 'Ves', 'Lum', 'Bre', 'Nor', 'Ash', 'Fjel', 'Kes', 'Mar', 'Ost', 'Ril', 'Sel'];
const endings = ['den', 'by', 'na', 'in', 'mere', 'wick', 'dal', 'vik', 'ow', 'ett'];

/** Invented names that products are told apart by: "Halden", "Soreby" and so on. */
export const collections: readonly string[] = beginnings.flatMap((beginning) =>
  endings.map((ending) => beginning + ending),
);
