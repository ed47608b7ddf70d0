import { randomBytes } from 'node:crypto';

// No digits: a run of them in a random id would look like a card number to whoever searches logs and tables for one.
const letters = 'bcdfghjklmnpqrst';

/** A random id of 96 bits such as `evt_ktbq...`. */
export const newId = (prefix: 'aut' | 'cap' | 'void' | 'ref' | 'evt'): string =>
  `${prefix}_${Array.from(randomBytes(24), (byte) => letters[byte & 15]).join('')}`;
