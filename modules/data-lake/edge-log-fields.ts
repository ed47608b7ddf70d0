import type { LakeColumn } from './lake-table.ts';

/** A field of CloudFront's real-time logs and the column that it becomes. */
export interface EdgeLogField extends LakeColumn {
  /** As the real-time log configuration names it. */
  readonly field: string;
}

const field = (name: string, type: LakeColumn['type'], comment: string): EdgeLogField => ({
  field: name,
  name: name.replaceAll('-', '_'),
  type,
  comment,
});

/**
 * What is logged of a request at the edge. The order is the one in which CloudFront writes the fields, whichever are
 * chosen, and a record has no names: who reads a record counts. Fields that tell who a person is (address, cookie,
 * user agent, referrer, headers) are left out, so that the lake holds no personal data.
 * Source: Amazon CloudFront Developer Guide, "Use real-time logs", Fields.
 */
export const edgeLogFields: readonly EdgeLogField[] = [
  field('timestamp', 'double', 'When the edge had finished answering: seconds since 1970, with milliseconds'),
  field('time-to-first-byte', 'double', 'Seconds'),
  field('sc-status', 'int', 'Status of the answer; 0 where the viewer had gone'),
  field('sc-bytes', 'bigint', 'Bytes sent to the viewer'),
  field('cs-method', 'string', 'GET, POST ...'),
  field('cs-host', 'string', 'Host that was asked for'),
  field('cs-uri-stem', 'string', 'Path, without its query: people search for what is theirs'),
  field('x-edge-location', 'string', 'Which edge answered, e.g. DUB2-C1'),
  field('x-edge-request-id', 'string', 'Unique for each request'),
  field('time-taken', 'double', 'Seconds until the last byte'),
  field('cs-protocol-version', 'string', 'HTTP/2.0 ...'),
  field('x-edge-result-type', 'string', 'Hit, Miss, Error ...'),
  field('sc-content-type', 'string', 'Type of the answer'),
  field('x-edge-detailed-result-type', 'string', 'What kind of error it was'),
  field('c-country', 'string', 'Country code, known from the address'),
  field('cache-behavior-path-pattern', 'string', 'The behaviour that answered, e.g. /api/*'),
];
