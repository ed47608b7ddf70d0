import type { ComponentProps } from 'react';
import { Field, type FieldProps } from './field.tsx';

type TextFieldProps = FieldProps &
  Pick<
    ComponentProps<'input'>,
    'type' | 'autoComplete' | 'defaultValue' | 'inputMode' | 'minLength' | 'maxLength' | 'readOnly'
  >;

/** One line of text. */
export function TextField({ label, name, hint, required, ...input }: TextFieldProps) {
  return (
    <Field
      label={label}
      name={name}
      {...(hint === undefined ? {} : { hint })}
      {...(required === undefined ? {} : { required })}
      control={(control) => <input {...input} {...control} />}
    />
  );
}
