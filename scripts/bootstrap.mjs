#!/usr/bin/env node
// Plain JavaScript for the machine's own Node (18 or later): it brings the project's packages, Node 24 among them, and
// runs the script it was given under that Node.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, '.local', 'install.lock');
const projectNode = join(root, 'node_modules', '.bin', 'node');
const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) {
  console.error(
    'Usage: node scripts/bootstrap.mjs <script> [arguments]\nInstalls packages when needed, then runs the script under Node 24.',
  );
  process.exit(2);
}

if (!isInstalled()) await installOnce();
process.exitCode = await run();

/** Whether what npm recorded in node_modules is what package-lock.json asks for; packages for other platforms may be absent. */
function isInstalled() {
  if (!existsSync(projectNode)) return false;
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  const wanted = packagesOf(join(root, 'package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.optional && installed[path] === undefined)) return true;
    return installed[path] !== undefined && installed[path].version === entry.version;
  });
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Two starts at once must not install into the same folder: the second one waits for the first. */
async function installOnce() {
  for (let announced = false; !takeLock(); announced = true) {
    if (!announced) console.error(`Waiting for process ${lockHolder()}, which is installing packages ...`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    if (isInstalled()) return;
    console.error('Installing packages (npm ci). The first time takes about a minute ...');
    const startedMs = Date.now();
    const code = await npmCi();
    if (code !== 0 || !isInstalled()) {
      console.error(
        `npm ci failed (exit code ${code}). Read its output above, repair the cause and run the same command again.`,
      );
      process.exitCode = code || 1;
      releaseLock();
      process.exit();
    }
    console.error(`Packages are installed (${Math.round((Date.now() - startedMs) / 1000)} s).`);
  } finally {
    releaseLock();
  }
}

function npmCi() {
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm?.endsWith('js') ? [process.execPath, npm] : ['npm'];
  const child = spawn(command, [...before, 'ci', '--no-fund', '--no-audit', '--loglevel=warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`npm could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function takeLock() {
  mkdirSync(dirname(lockFile), { recursive: true });
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(lockHolder())) rmSync(lockFile, { force: true });
    return false;
  }
}

function releaseLock() {
  rmSync(lockFile, { force: true });
}

function lockHolder() {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return 0;
  }
}

/** 0: the file has gone meanwhile, or its holder is about to write its pid. */
function isAlive(pid) {
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs the script until it ends, hands on signals, and tells it to end when the npm that started us is gone. */
function run() {
  const child = spawn(projectNode, [script, ...scriptArguments], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${dirname(projectNode)}:${process.env.PATH ?? ''}`,
      EVERMART_BOOTSTRAPPED: '1',
    },
  });
  for (const signal of forwardedSignals) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) child.kill('SIGTERM');
  }, 1000);
  watch.unref();
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${script} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGTERM' ? 15 : 9));
    });
  });
}
