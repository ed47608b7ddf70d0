import type { DatabaseName } from '@evermart/contracts/topology';
import { databaseNames } from '../local/resources/databases.ts';
import type { OwnDatabase } from './own-database.ts';

export const masterUrlVariable = 'MASTER_DATABASE_URL';
export const urlVariableOf = (name: DatabaseName) => `${name.toUpperCase()}_DATABASE_URL`;

export interface Databases {
  readonly masterUrl: string;
  readonly databases: readonly OwnDatabase[];
}

/**
 * Reads the addresses that services will connect by, so what is made is what they expect.
 * @throws Error that names every variable that is missing or wrong, and no value: they have passwords in them
 */
export function databasesOf(environment: Readonly<Record<string, string | undefined>>): Databases {
  const masterUrl = parsed(environment[masterUrlVariable]);
  const read = databaseNames.map((name) => {
    const url = parsed(environment[urlVariableOf(name)]);
    const isRight = url?.username === name && url.password !== '' && url.pathname === `/${name}`;
    return { name, password: isRight ? decodeURIComponent(url.password) : undefined };
  });
  const wrong = [
    ...(masterUrl === undefined ? [`${masterUrlVariable} must be postgresql://<user>:<password>@<host>/postgres`] : []),
    ...read
      .filter(({ password }) => password === undefined)
      .map(({ name }) => `${urlVariableOf(name)} must be postgresql://${name}:<password>@<host>/${name}`),
  ];
  if (wrong.length > 0 || masterUrl === undefined) throw new Error(`set these variables:\n  ${wrong.join('\n  ')}`);
  const databases = read.flatMap(({ name, password }) => (password === undefined ? [] : [{ name, password }]));
  return { masterUrl: masterUrl.href, databases };
}

function parsed(text: string | undefined): URL | undefined {
  const url = text === undefined ? null : URL.parse(text);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) ? url : undefined;
}
