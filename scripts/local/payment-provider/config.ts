import { z } from 'zod';

const milliseconds = z.coerce.number().int().min(0);

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1),
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }),
  WEBHOOK_SECRET: z.string().min(16),
  SLOW_MS: milliseconds.default(3000),
  HANG_LIMIT_MS: milliseconds.default(600_000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = ReturnType<typeof readConfig>;

export const configHelp = `Configuration comes from the environment:
  PORT            port to listen on; 0, the default, takes a free one and the first log line names it
  HOST            address to listen on, default 127.0.0.1
  DATA_DIR        folder of the durable ledger, made if absent (required)
  WEBHOOK_URL     where webhooks are posted (required)
  WEBHOOK_SECRET  signs the webhooks, at least 16 characters (required)
  SLOW_MS         how long tok_slow takes, default 3000
  HANG_LIMIT_MS   when a hanging request's connection is cut, still unanswered, default 600000
  LOG_LEVEL       debug, info (default), warn, error or silent`;

/**
 * Reads the configuration, durations in milliseconds.
 * @throws Error whose message names every wrong key, without their values
 */
export const readConfig = (environment: NodeJS.ProcessEnv) => {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`bad configuration:\n${faults.join('\n')}\n${configHelp}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    webhookUrl: data.WEBHOOK_URL,
    webhookSecret: data.WEBHOOK_SECRET,
    slowMs: data.SLOW_MS,
    hangLimitMs: data.HANG_LIMIT_MS,
    logLevel: data.LOG_LEVEL,
  };
};
