import { crc32 } from 'node:zlib';

/** 1 January 1980, the first day that the format knows: an archive of the same files always has the same bytes. */
const dosTime = 0;
const dosDate = 0x21;
const version = 20;

/**
 * A zip archive, uncompressed. Lambda takes code as an archive; making it here keeps the plan free of a provider and of
 * times of day. Format: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end).
 */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    const common = commonHeader(name, content);
    const local = Buffer.concat([numbers([0x04034b50, 4]), common, name, content]);
    entries.push(
      Buffer.concat([
        numbers([0x02014b50, 4], [version, 2]),
        common,
        // Comment length, disk, internal attributes, external attributes (a regular file, readable by all), offset.
        numbers([0, 2], [0, 2], [0, 2], [0o100644 * 0x10000, 4], [offset, 4]),
        name,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const count = entries.length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...locals, directory, end]);
}

function commonHeader(name: Buffer, content: Buffer): Buffer {
  return numbers(
    [version, 2],
    [0, 2],
    [0, 2],
    [dosTime, 2],
    [dosDate, 2],
    [crc32(content), 4],
    [content.length, 4],
    [content.length, 4],
    [name.length, 2],
    [0, 2],
  );
}

/** Unsigned little-endian numbers, each with its length in bytes. */
function numbers(...values: readonly (readonly [number, number])[]): Buffer {
  return Buffer.concat(
    values.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
