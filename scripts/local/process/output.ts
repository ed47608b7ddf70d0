import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Receives each line that a process writes; `name` is the process's. */
export type LineSink = (name: string, line: string) => void;

export interface ProcessOutput {
  /** Copies a child's stream to its log file and to the sink, line by line. */
  attach(stream: Readable): void;
  /** The last lines, for the error that says why it did not start. */
  tail(): readonly string[];
  close(): Promise<void>;
}

const keptLines = 15;
const maxLogBytes = 20 * 1024 * 1024;

/** `<folder>/<name>.log`; a log that has grown past 20 MB is set aside as `.1` at the next start. */
export function openOutput(folder: string, name: string, sink: LineSink): ProcessOutput {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.log`);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) renameSync(path, `${path}.1`);
  const file = createWriteStream(path, { flags: 'a' });
  const last: string[] = [];

  function take(line: string): void {
    if (line === '') return;
    last.push(line);
    if (last.length > keptLines) last.shift();
    sink(name, line);
  }

  return {
    attach(stream) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        file.write(chunk);
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) take(line);
      });
      stream.on('end', () => take(rest));
    },
    tail: () => [...last],
    close: () => new Promise((resolve) => file.end(resolve)),
  };
}
