import { parseArgs } from 'node:util';
import { serviceNames } from '@evermart/contracts/topology';
import type { PlatformOptions, StoreName } from '../platform-options.ts';
import { fixedPorts } from '../ports.ts';
import { closestTo } from './closest.ts';

export const helpText = `Usage: npm start -- [options]

Starts the whole shop on this machine: the stores, ten services, the payment provider and the edge.
The shop is then at http://localhost:8080; Ctrl-C ends everything. Data stays in .local/<region>.

Options:
  --fresh               begin with an empty shop: delete the region's data first
  --watch               run services from source and restart the one whose files change
  --scale <scale>       the demo catalogue: small (default) or large
  --search <engine>     opensearch (default where java 17 and mvn are found) or postgres
  --dynamodb <engine>   dynalite (default) or local, Amazon's own emulator (needs java and mvn)
  --services <names>    start these services only, e.g. catalog,search,api-gateway
  --region <name>       the region's name, default region-a
  --port-base <number>  other ports: services at +100, provider at +200, stores at +300, edge at +80
  --verbose             print every log line and how long each step took
  --help                print this

Stores that run elsewhere are used instead of started ones when their address is set:
  EVERMART_POSTGRES_URL (a superuser's), EVERMART_DYNAMODB_URL, EVERMART_MESSAGING_URL (SNS, SQS, S3),
  EVERMART_COGNITO_URL, EVERMART_KINESIS_URL, EVERMART_REDIS_URL, EVERMART_OPENSEARCH_URL, EVERMART_MAIL_URL (SMTP)

Stripe's test mode is used by checkouts that ask for it when STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET are set.
`;

/** A command line that can't be followed; the message says what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface StartOptions {
  readonly platform: PlatformOptions;
  readonly verbose: boolean;
}

const flags = {
  fresh: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  scale: { type: 'string', default: 'small' },
  search: { type: 'string' },
  dynamodb: { type: 'string', default: 'dynalite' },
  services: { type: 'string' },
  region: { type: 'string', default: 'region-a' },
  'port-base': { type: 'string' },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const lowestBase = 1024;
const highestBase = 65_000;

/** @throws UsageError */
export function readStartOptions(args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(values.region)) {
    throw new UsageError(`--region ${values.region}: use lower-case letters, digits and hyphens, e.g. region-b.`);
  }
  return {
    verbose: values.verbose,
    platform: {
      region: values.region,
      fresh: values.fresh,
      watch: values.watch,
      scale: oneOf('--scale', values.scale, ['small', 'large']),
      dynamodb: oneOf('--dynamodb', values.dynamodb, ['dynalite', 'local']),
      external: externalStores(environment),
      ...(values.search === undefined ? {} : { search: oneOf('--search', values.search, ['opensearch', 'postgres']) }),
      ...(values['port-base'] === undefined ? {} : { ports: fixedPorts(portBase(values['port-base'])) }),
      ...(values.services === undefined
        ? {}
        : { services: values.services.split(',').map((name) => oneOf('--services', name, serviceNames)) }),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    const known = Object.keys(flags).map((name) => `--${name}`);
    const unknown = args.find((argument) => argument.startsWith('-') && !known.includes(argument.split('=')[0] ?? ''));
    const suggestion = unknown === undefined ? undefined : closestTo(unknown, known);
    const problem = error instanceof Error ? (error.message.split('. To specify')[0] ?? '') : String(error);
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    throw new UsageError(`${problem}.${hint} See npm start -- --help.`);
  }
}

function oneOf<Choice extends string>(flag: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new UsageError(`${flag} ${value}: choose one of ${choices.join(', ')}.`);
  return choice;
}

function portBase(text: string): number {
  const base = Number(text);
  if (!Number.isInteger(base) || base < lowestBase || base > highestBase) {
    throw new UsageError(`--port-base ${text}: choose a whole number from ${lowestBase} to ${highestBase}.`);
  }
  return base;
}

const storeVariables: Readonly<Record<StoreName, string>> = {
  postgres: 'EVERMART_POSTGRES_URL',
  dynamodb: 'EVERMART_DYNAMODB_URL',
  messaging: 'EVERMART_MESSAGING_URL',
  cognito: 'EVERMART_COGNITO_URL',
  kinesis: 'EVERMART_KINESIS_URL',
  redis: 'EVERMART_REDIS_URL',
  opensearch: 'EVERMART_OPENSEARCH_URL',
  mail: 'EVERMART_MAIL_URL',
};

function externalStores(environment: NodeJS.ProcessEnv): Partial<Record<StoreName, string>> {
  const given = Object.entries(storeVariables).flatMap(([store, variable]) => {
    const url = environment[variable];
    if (url === undefined || url === '') return [];
    if (!URL.canParse(url)) throw new UsageError(`${variable} is not an address: ${url}`);
    return [[store, url.replace(/\/$/, '')] as const];
  });
  return Object.fromEntries(given);
}
