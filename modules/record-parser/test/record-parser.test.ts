import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { z } from 'zod';
import { edgeLogFields } from '../../data-lake/edge-log-fields.ts';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { parserCode } from '../parser-code.ts';
import { RecordParser } from '../record-parser.ts';
import { zip } from '../zip.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/lake';

const made = () =>
  resourcesOf(
    (stack) =>
      new RecordParser(stack, 'parser', {
        name: 'evermart-dev-edge-log-parser',
        roleName: 'evermart-dev-eu-west-1-edge-log-parser',
        permissionsBoundary: 'arn:aws:iam::111111111111:policy/boundary',
        columns: edgeLogFields,
        bucket: 'evermart-dev-eu-west-1-lake',
        codePrefix: 'code/eu-west-1/',
        logGroup: {
          name: '/evermart-dev/analytics',
          arn: 'arn:aws:logs:eu-west-1:111111111111:log-group:/evermart-dev',
        },
        keyArn,
      }),
  );

/** The only file of an archive that `zip` made, read by the format's own offsets. */
function onlyFileOf(archive: Buffer): { name: string; content: Buffer; checksum: number } {
  const nameLength = archive.readUInt16LE(26);
  const size = archive.readUInt32LE(22);
  const name = archive.subarray(30, 30 + nameLength).toString();
  return {
    name,
    content: archive.subarray(30 + nameLength, 30 + nameLength + size),
    checksum: archive.readUInt32LE(14),
  };
}

describe('an archive', () => {
  it('holds the file whole, with its checksum, and is the same each time', () => {
    const archive = zip({ 'index.mjs': 'export const a = 1;\n' });

    const { name, content, checksum } = onlyFileOf(archive);

    expect(name).to.equal('index.mjs');
    expect(content.toString()).to.equal('export const a = 1;\n');
    expect(checksum).to.equal(crc32(content));
    expect(zip({ 'index.mjs': 'export const a = 1;\n' }).equals(archive)).to.equal(true);
  });

  it('counts its files and says where its directory begins', () => {
    const archive = zip({ 'a.mjs': 'a', 'b.mjs': 'bb' });

    const end = archive.subarray(archive.length - 22);

    expect(end.readUInt32LE(0)).to.equal(0x06054b50);
    expect(end.readUInt16LE(10)).to.equal(2);
    expect(archive.readUInt32LE(end.readUInt32LE(16))).to.equal(0x02014b50);
  });
});

describe('a record parser', () => {
  it('runs the code of this repository, by a key that changes with it', async () => {
    const resources = made();
    const { archive, hash, handler } = parserCode();
    const { name, content } = onlyFileOf(Buffer.from(archive, 'base64'));
    const folder = mkdtempSync(join(tmpdir(), 'evermart-parser-'));
    try {
      writeFileSync(join(folder, name), content);
      expect(await import(pathToFileURL(join(folder, name)).href)).to.have.property('handler');
    } finally {
      rmSync(folder, { recursive: true });
    }

    const object = resources.only('aws_s3_object');
    expect(handler).to.equal('parse-edge-logs.handler');
    expect(createHash('sha256').update(Buffer.from(archive, 'base64')).digest('base64')).to.equal(hash);
    expect(String(object.key)).to.include(Buffer.from(hash, 'base64').toString('hex').slice(0, 12));
    expect(resources.only('aws_lambda_function')).to.include({ source_code_hash: hash, handler });
  });

  it('knows the columns in the order in which the edge writes them, and encrypts its environment', () => {
    const parser = made().only('aws_lambda_function');
    const Environment = z.object({ variables: z.object({ COLUMNS: z.string() }) });

    const columns = z
      .array(z.object({ name: z.string() }))
      .parse(JSON.parse(Environment.parse(parser.environment).variables.COLUMNS));

    expect(columns.map(({ name }) => name)).to.deep.equal(edgeLogFields.map(({ name }) => name));
    expect(parser).to.deep.include({ kms_key_arn: keyArn, tracing_config: { mode: 'Active' } });
  });

  it('may log, trace and read its environment, and nothing else', () => {
    const actions = statementsIn(made().only('aws_iam_role_policy').policy).flatMap(({ Action }) => Action);

    expect(actions.every((action) => /^(logs|xray):(Create|Put)|^kms:Decrypt$/.test(action))).to.equal(true);
  });
});
