/** Fuzzes the served OpenAPI document with schemathesis: see --help. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPlatform } from '../local/platform.ts';
import { freePorts } from '../local/ports.ts';

const help = `npm run fuzz -- [--examples <n>] [--url <origin>]

Starts the shop on free ports, reads /api/openapi.json and lets schemathesis try every operation as a guest, as a customer and
as an administrator. Fails on any 5xx, on a status or a content type that the document does not list, and on an answer that
does not have the documented shape.

  --examples <n>   tries for each operation (default 40)
  --url <origin>   fuzzes a shop that runs already, as a guest only
  --help

Needs python3 with venv; schemathesis is installed into .local/tools. About 6 minutes.
`;

const root = join(import.meta.dirname, '..', '..');
const tools = join(root, '.local', 'tools', 'fuzz');
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];
/** These end the session or fill the machine with sign-ups rather than find anything. */
const excludedPaths = ['/api/v1/auth/sign-out'];

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { examples: { type: 'string', default: '40' }, url: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (!/^[1-9]\d{0,4}$/.test(values.examples)) throw new Error('--examples takes a whole number from 1 to 99999');
  installSchemathesis();
  if (values.url !== undefined) return runSchemathesis(values.url, values.examples, {});
  return fuzzOwnShop(values.examples);
}

async function fuzzOwnShop(examples: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'evermart-fuzz-'));
  const platform = await startPlatform({
    folder,
    ports: await freePorts(),
    storefront: false,
    notice: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    let failed = 0;
    for (const [who, headers] of [['a guest', {}], ...(await signedInPeople(platform.url, platform.people))] as const) {
      process.stdout.write(`\n== as ${who}\n`);
      failed += await runSchemathesis(platform.url, examples, headers);
    }
    return failed === 0 ? 0 : 1;
  } finally {
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signedInPeople(
  origin: string,
  people: readonly { email: string; password: string }[],
): Promise<[who: string, headers: Record<string, string>][]> {
  return Promise.all(
    people.map(async ({ email, password }): Promise<[string, Record<string, string>]> => {
      const answer = await fetch(`${origin}/api/v1/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
      const cookie = answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      return [email, { Cookie: cookie }];
    }),
  );
}

function runSchemathesis(origin: string, examples: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const given = [
    'run',
    `${origin}/api/openapi.json`,
    `--url=${origin}`,
    `--checks=${checks.join(',')}`,
    `--max-examples=${examples}`,
    '--seed=20261124',
    '--suppress-health-check=all',
    '--request-timeout=15',
    '--workers=2',
    ...excludedPaths.map((path) => `--exclude-path=${path}`),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(join(tools, 'bin', 'schemathesis'), given, { stdio: 'inherit', cwd: tools });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function installSchemathesis(): void {
  if (existsSync(join(tools, 'bin', 'schemathesis'))) return;
  process.stderr.write('Installing schemathesis into .local/tools ...\n');
  const venv = spawnSync('python3', ['-m', 'venv', tools], { stdio: 'inherit' });
  if (venv.error !== undefined || venv.status !== 0) {
    throw new Error(
      'python3 with its venv module is needed: install it (Debian: apt-get install python3 python3-venv) and run this again',
    );
  }
  const pip = spawnSync(
    join(tools, 'bin', 'pip'),
    ['install', '--quiet', '-r', join(root, 'scripts', 'fuzz', 'requirements.txt')],
    { stdio: 'inherit' },
  );
  if (pip.status !== 0) throw new Error('schemathesis could not be installed: see above');
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`fuzz: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
