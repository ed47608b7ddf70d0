import { z } from 'zod';

/** Thrown by `parseConfig`; its message lists every wrong key and is meant for the person at the terminal. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Whole positive milliseconds from text such as `1500`. */
export const milliseconds = z.coerce.number().int().min(1);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const httpUrl = z.url({ protocol: /^https?$/, error: 'an http:// or https:// address' });

/** `kid:base64url[,kid:base64url]`, each key of 32 bytes or more: the first one signs, all of them verify. */
export const signingKeys = z.string().transform((text, context) => {
  const keys = text.split(',').map((part) => {
    const [kid = '', encoded = ''] = part.split(':');
    return { kid, secret: Buffer.from(encoded, 'base64url') };
  });
  if (keys.some(({ kid, secret }) => kid === '' || secret.length < 32)) {
    context.addIssue({
      code: 'custom',
      message: 'expected kid:base64url[,kid:base64url] with keys of at least 32 bytes',
    });
    return z.NEVER;
  }
  return keys;
});
export type SigningKeys = z.infer<typeof signingKeys>;

/** What every service reads. A service spreads it into its own schema: `z.object({ ...commonSettings, DATABASE_URL: z.string() })`. */
export const commonSettings = {
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().min(1).default('0.0.0.0'),
  EVERMART_REGION: z.string().min(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  INTERNAL_TOKEN_KEYS: signingKeys,
  /** How long a stopping service goes on answering while load balancers take it out. */
  SHUTDOWN_DELAY_MS: z.coerce.number().int().min(0).default(0),
} as const;

/** Read by the clients of AWS; the endpoints are set only where an emulator stands in. */
export const awsSettings = {
  AWS_REGION: z.string().min(1),
  AWS_ENDPOINT_URL_DYNAMODB: httpUrl.optional(),
  AWS_ENDPOINT_URL_SNS: httpUrl.optional(),
  AWS_ENDPOINT_URL_SQS: httpUrl.optional(),
} as const;

/**
 * Parses the environment once. An empty variable counts as absent, as shells and charts write them.
 *
 * @throws ConfigError that names every wrong key and what was expected, never the value: it may be a secret.
 */
export function parseConfig<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<Schema> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;

  const wrongKeys = parsed.error.issues.map((issue) => {
    const key = issue.path.join('.');
    return `  ${key}: ${key in present ? issue.message : 'missing'}`;
  });
  throw new ConfigError(`The environment is not valid. Set these variables and start again:\n${wrongKeys.join('\n')}`);
}

/** As `parseConfig`, for `main.ts`: prints the message and ends the process with 78 (EX_CONFIG of sysexits.h) before anything listens. */
export function readConfig<Schema extends z.ZodObject>(schema: Schema): z.infer<Schema> {
  try {
    return parseConfig(schema);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}
