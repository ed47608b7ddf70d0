import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { ShopAccess } from './shop-access.ts';

/** `--env` and `--region` of every operator's command: no defaults, so that nobody acts on the wrong place. */
export const targetOptions = { env: { type: 'string' }, region: { type: 'string' } } as const;

export const targetHelp = `  --env <name>      local, or the environment that this process's variables belong to
  --region <name>   local: the region of a running start, e.g. region-a`;

const localFolder = join(import.meta.dirname, '..', '..', '.local');

/**
 * The stores of a region. `local` reads what `npm start` wrote; any other environment is reached by the variables of this
 * process, as a job in the cluster has them from its secrets.
 *
 * @throws Error that says which option or variable is missing
 */
export function operatorTarget({ env, region }: { env?: string | undefined; region?: string | undefined }): ShopAccess {
  if (env === undefined || region === undefined) {
    throw new Error('name the place: --env local --region region-a, or --env production --region eu-west-1');
  }
  const variables = env === 'local' ? localVariables(region) : process.env;
  const parsed = ShopAccess.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new Error(`these variables are missing or wrong for ${env}:\n${z.prettifyError(parsed.error)}`);
}

/** The emulators take any credentials; the SDK reads them from the environment. */
function localVariables(region: string): NodeJS.Dict<string> {
  const file = join(localFolder, region, 'operator.env');
  // The run record goes when the platform stops; after a crash it stays, and so may the stores.
  if (!existsSync(file) || !existsSync(join(localFolder, region, 'run.json')))
    throw new Error(`${region} is not running here: run npm start first`);
  const variables = parseEnv(readFileSync(file, 'utf8'));
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: variables.AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: variables.AWS_SECRET_ACCESS_KEY,
  });
  return variables;
}
