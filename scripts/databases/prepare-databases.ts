/** The command line that makes the services' databases: see --help. */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { databaseNames } from '../local/resources/databases.ts';
import { databasesOf, masterUrlVariable, urlVariableOf } from './database-variables.ts';
import { findDatabase, giveOwnDatabase } from './own-database.ts';

const help = `npm run databases -- --env <environment> --region <region> [--execute]

Shows which of the services' databases and roles are there. With --execute makes the missing ones and gives every role the
password of its address: once after the first apply, and whenever a password's version was raised. Nothing is dropped. Run it
where the writer is, in a job in the cluster, with these variables from the secrets database/*:

  ${[masterUrlVariable, ...databaseNames.map(urlVariableOf)].join('\n  ')}

  --env <name>      the environment that these variables belong to
  --region <name>   and the region: only to show where you are
  --execute         makes; without it nothing is changed
  --help
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      region: { type: 'string' },
      execute: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const { env, region, execute = false } = values;
  if (env === undefined || region === undefined) throw new Error('name the place: --env production --region eu-west-1');
  const { masterUrl, databases } = databasesOf(process.env);
  const client = new pg.Client({ connectionString: masterUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly: boolean }>('select pg_is_in_recovery() as readonly');
    if (rows[0]?.readonly) throw new Error(`${new URL(masterUrl).hostname} is read-only: use the writer's endpoint`);
    process.stdout.write(`${env} ${region}, ${new URL(masterUrl).hostname}\n`);
    for (const database of databases) {
      const found = execute ? await giveOwnDatabase(client, database) : await findDatabase(client, database.name);
      const missing = execute ? 'made' : 'missing';
      const word = (there: boolean) => (there ? 'there' : missing);
      process.stdout.write(
        `${database.name.padEnd(12)} database ${word(found.database)}, role ${word(found.role)}${execute ? ', password set' : ''}\n`,
      );
    }
  } finally {
    await client.end();
  }
  if (!execute) process.stdout.write('Nothing was changed. Add --execute to make what is missing.\n');
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`databases: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
