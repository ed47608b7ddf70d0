import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type DataFolder, readJson, writeJson } from './data-folder.ts';
import { localFolder, repositoryRoot } from './platform-options.ts';
import { localClient } from './resources/local-aws.ts';

export interface StaticTarget {
  readonly s3Url: string;
  readonly staticBucket: string;
  readonly awsRegion: string;
}

const source = join(repositoryRoot, 'services', 'storefront');
const output = join(source, 'dist');
const buildRecord = join(localFolder, 'build', 'storefront.json');
const uploadRecord = 'storefront.json';
const notSources = new Set(['dist', 'node_modules', 'test']);

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** Builds the storefront when its sources changed and uploads it when the build did. */
export async function publishStorefront(
  folder: DataFolder,
  target: StaticTarget,
  notice: (text: string) => void,
): Promise<void> {
  if (!existsSync(join(source, 'package.json'))) {
    notice('There is no services/storefront: the edge serves the API only.');
    return;
  }
  const sources = fingerprint(source);
  if (readJson<{ sources: string }>(buildRecord)?.sources !== sources || !existsSync(join(output, 'index.html'))) {
    notice('Building the storefront ...');
    await buildStorefront();
    writeJson(buildRecord, { sources });
  }
  const build = fingerprint(output);
  if (readJson<{ build: string }>(folder.file(uploadRecord))?.build === build) return;
  await upload(target);
  writeJson(folder.file(uploadRecord), { build });
}

function buildStorefront(): Promise<void> {
  const vite = join(repositoryRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: source,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The storefront does not build:\n${printed}`)),
    );
  });
}

/** Old assets stay: a page that was opened before still finds its chunks, as behind CloudFront. */
async function upload({ s3Url, staticBucket, awsRegion }: StaticTarget): Promise<void> {
  const client = new S3Client({ ...localClient(s3Url, awsRegion), forcePathStyle: true });
  try {
    // The page last: it names assets that must be there by then.
    const files = filesIn(output).sort(
      (left, right) => Number(left.endsWith('.html')) - Number(right.endsWith('.html')),
    );
    for (const file of files) {
      const key = relative(output, file);
      const immutable = key.startsWith('assets/');
      await client.send(
        new PutObjectCommand({
          Bucket: staticBucket,
          Key: key,
          Body: readFileSync(file),
          ContentType: contentTypes[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
          CacheControl: immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
        }),
      );
    }
  } finally {
    client.destroy();
  }
}

/** Of names, sizes and times of change: a moment for hundreds of files. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesIn(folder)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(folder, file)}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .sort((left, right) => left.name.localeCompare(right.name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}
