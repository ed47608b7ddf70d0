/**
 * Runs in AWS Lambda, called by Firehose: turns CloudFront's tab separated log lines into JSON, which Firehose needs to
 * write Parquet. Imports nothing, so that it is one file.
 */

export interface Column {
  readonly name: string;
  readonly type: string;
}

interface FirehoseRecord {
  readonly recordId: string;
  /** Base64. */
  readonly data: string;
}

interface ParsedRecord {
  readonly recordId: string;
  /** A record whose processing failed goes to the error prefix as it came. */
  readonly result: 'Ok' | 'ProcessingFailed';
  readonly data: string;
}

const numeric = new Set(['int', 'bigint', 'double']);
const pathColumn = 'cs_uri_stem';

/** One line as an object; `undefined` where the line has other columns than expected. */
export function parseLine(line: string, columns: readonly Column[]): Record<string, string | number> | undefined {
  const values = line.replace(/\r?\n$/, '').split('\t');
  if (values.length !== columns.length) return undefined;
  const entries = columns.flatMap(({ name, type }, index) => {
    const value = valueIn(values[index] ?? '-', name, type);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** A hyphen stands for nothing. A real-time log's path brings its query, in which people write what is theirs. */
function valueIn(text: string, name: string, type: string): string | number | undefined {
  if (text === '-' || text === '') return undefined;
  if (numeric.has(type)) return Number.isNaN(Number(text)) ? undefined : Number(text);
  return name === pathColumn ? text.split('?', 1)[0] : text;
}

function parsed({ recordId, data }: FirehoseRecord, columns: readonly Column[]): ParsedRecord {
  const row = parseLine(Buffer.from(data, 'base64').toString('utf8'), columns);
  if (row === undefined) return { recordId, result: 'ProcessingFailed', data };
  return { recordId, result: 'Ok', data: Buffer.from(`${JSON.stringify(row)}\n`).toString('base64') };
}

/** The environment variable `COLUMNS` has the columns as JSON, in the order of the line. */
export async function handler({ records }: { readonly records: readonly FirehoseRecord[] }) {
  const columns = JSON.parse(process.env.COLUMNS ?? '[]') as readonly Column[];
  return { records: records.map((record) => parsed(record, columns)) };
}
