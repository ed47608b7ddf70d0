import { styleText } from 'node:util';
import type { LineSink } from '../process/output.ts';

export interface ConsoleLog {
  /** Lines of processes: all of them when verbose, else warnings and errors. */
  readonly line: LineSink;
  /** What the platform itself has to say. */
  notice(text: string): void;
}

const colours = [
  'cyan',
  'magenta',
  'green',
  'blue',
  'yellow',
  'cyanBright',
  'magentaBright',
  'greenBright',
  'blueBright',
] as const;
const nameWidth = 16;
const pinoWarn = 40;
const loudLevels = new Set(['warn', 'error', 'fatal']);
/** What a person at a terminal needs of a JSON line comes first; these are known from the prefix or the clock. */
const quietMembers = new Set(['level', 'time', 'service', 'region', 'event', 'msg', 'pid', 'hostname', 'name', 'err']);

/** Prefixed and coloured by process; `styleText` leaves colours out for NO_COLOR and for files. */
export function createConsoleLog({ verbose }: { readonly verbose: boolean }): ConsoleLog {
  const seen: string[] = [];

  function prefix(name: string): string {
    if (!seen.includes(name)) seen.push(name);
    const colour = colours[seen.indexOf(name) % colours.length] ?? 'white';
    return styleText(colour, `${name.padEnd(nameWidth)} |`, { stream: process.stdout });
  }

  return {
    line(name, line) {
      const record = parse(line);
      if (!verbose && !isLoud(record)) return;
      process.stdout.write(`${prefix(name)} ${record === undefined ? line : describe(record)}\n`);
    },
    notice(text) {
      process.stdout.write(`${prefix('evermart')} ${text}\n`);
    },
  };
}

type LogRecord = Readonly<Record<string, unknown>>;

function parse(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogRecord;
  } catch {
    return undefined;
  }
}

function isLoud(record: LogRecord | undefined): boolean {
  const level = record?.level;
  return typeof level === 'number' ? level >= pinoWarn : loudLevels.has(String(level));
}

function describe(record: LogRecord): string {
  const fields = Object.entries(record)
    .filter(([name]) => !quietMembers.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const causes = causesOf(record.err as LoggedError | undefined);
  // Something is away: what, says the message, and where in the code it was missed tells nobody more.
  if (record.code === 'dependency-unavailable') {
    const messages = causes.map(({ message }) => message ?? '').filter((message) => message !== '');
    return [String(record.event), ...fields, messages.join(' <- ')].join(' ');
  }
  const trouble = causes.map(({ stack, message }) => stack ?? message ?? '');
  const lines = trouble.length === 0 ? [] : [`\n    ${trouble.join('\n    caused by: ')}`];
  return [String(record.event ?? record.msg ?? ''), ...fields, ...lines].join(' ');
}

interface LoggedError {
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

function causesOf(error: LoggedError | undefined): LoggedError[] {
  return error === undefined ? [] : [error, ...causesOf(error.cause)];
}
