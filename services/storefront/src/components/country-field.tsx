import { countries } from '../countries.ts';
import { SelectField } from './select-field.tsx';

const options = countries.map(({ code, name }) => ({ value: code, label: name }));

interface CountryFieldProps {
  name: string;
  autoComplete?: string;
  defaultValue?: string;
  value?: string;
  onChange?: (code: string) => void;
}

/** A country by its name; its value is the ISO 3166-1 alpha-2 code. */
export function CountryField(props: CountryFieldProps) {
  return <SelectField label="Country" placeholder="Choose a country" options={options} {...props} />;
}
