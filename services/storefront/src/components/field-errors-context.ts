import { createContext, useContext } from 'react';
import type { FieldErrors } from '../forms/field-errors.ts';

/** What the form around a field has to say about its fields. */
export const FieldErrorsContext = createContext<FieldErrors>({});

/** The message for the field `name`, if it was refused. */
export function useFieldError(name: string): string | undefined {
  return useContext(FieldErrorsContext)[name];
}
