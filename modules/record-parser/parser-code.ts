import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from './zip.ts';

export interface FunctionCode {
  /** The archive, in base64. */
  readonly archive: string;
  /** SHA-256 of the archive in base64, as Lambda tells it. */
  readonly hash: string;
  /** `<file without extension>.<export>` */
  readonly handler: string;
}

let known: FunctionCode | undefined;

/** The parser as Lambda gets it: the same bytes for the same source. */
export function parserCode(): FunctionCode {
  known ??= build();
  return known;
}

function build(): FunctionCode {
  const file = 'parse-edge-logs.mjs';
  const archive = zip({ [file]: readFileSync(join(import.meta.dirname, 'handler', file), 'utf8') });
  return {
    archive: archive.toString('base64'),
    hash: createHash('sha256').update(archive).digest('base64'),
    handler: 'parse-edge-logs.handler',
  };
}
