/**
 * Runs in AWS Lambda, called by Firehose: turns CloudFront's tab separated log lines into JSON, which Firehose needs to
 * write Parquet. JavaScript, and imports nothing: the file itself is what runs there, with no build in between. Its
 * types stand in `parse-edge-logs.d.mts`.
 */

const numeric = new Set(['int', 'bigint', 'double']);
const pathColumn = 'cs_uri_stem';

export function parseLine(line, columns) {
  const values = line.replace(/\r?\n$/, '').split('\t');
  if (values.length !== columns.length) return undefined;
  const entries = columns.flatMap(({ name, type }, index) => {
    const value = valueIn(values[index], name, type);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/** A hyphen stands for nothing. A real-time log's path brings its query, in which people write what is theirs. */
function valueIn(text, name, type) {
  if (text === '-' || text === '') return undefined;
  if (numeric.has(type)) return Number.isNaN(Number(text)) ? undefined : Number(text);
  return name === pathColumn ? text.split('?', 1)[0] : text;
}

function parsed({ recordId, data }, columns) {
  const row = parseLine(Buffer.from(data, 'base64').toString('utf8'), columns);
  if (row === undefined) return { recordId, result: 'ProcessingFailed', data };
  return { recordId, result: 'Ok', data: Buffer.from(`${JSON.stringify(row)}\n`).toString('base64') };
}

export async function handler({ records }) {
  const columns = JSON.parse(process.env.COLUMNS ?? '[]');
  return { records: records.map((record) => parsed(record, columns)) };
}
