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

/** One line as an object; `undefined` where the line has other columns than expected. */
export function parseLine(
  line: string,
  columns: readonly Column[],
): Readonly<Record<string, string | number>> | undefined;

/** The environment variable `COLUMNS` has the columns as JSON, in the order of the line. */
export function handler(event: {
  readonly records: readonly FirehoseRecord[];
}): Promise<{ readonly records: readonly ParsedRecord[] }>;
