import type { ComponentProps } from 'react';
import { Field, type FieldProps } from './field.tsx';

interface Option {
  value: string;
  label: string;
}

type SelectFieldProps = FieldProps &
  Pick<ComponentProps<'select'>, 'autoComplete' | 'defaultValue' | 'value'> & {
    options: readonly Option[];
    /** Shown until something is chosen. */
    placeholder?: string;
    onChange?: (value: string) => void;
  };

/** A choice from a list. */
export function SelectField({
  label,
  name,
  required = true,
  options,
  placeholder,
  onChange,
  ...select
}: SelectFieldProps) {
  return (
    <Field
      label={label}
      name={name}
      required={required}
      control={(control) => (
        <select {...select} {...control} onChange={(event) => onChange?.(event.target.value)}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}
