const key = 'evermart.country';

/** The country chosen last in this tab, for the next place that asks; empty when none was. */
export const rememberedCountry = (): string => sessionStorage.getItem(key) ?? '';

export const rememberCountry = (code: string): void => sessionStorage.setItem(key, code);
