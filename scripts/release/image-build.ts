import { spawnSync } from 'node:child_process';
import { repositoryRoot } from '../local/platform-options.ts';
import { tagOf } from './image-version.ts';

/** The tags that services/Dockerfile has as defaults; a build asks what they are now and pins them. */
export const bases = {
  BUILD_BASE: 'node:24.21.0-trixie-slim',
  RUNTIME_BASE: 'gcr.io/distroless/nodejs24-debian13:nonroot',
} as const;

/** Workload nodes are Graviton; nothing in an image but its base depends on it. */
export const imagePlatform = 'linux/arm64';

export interface Source {
  readonly commit: string;
  readonly tag: string;
}

/** @throws Error when what would be built is not what a commit holds */
export function cleanSource(git: (given: readonly string[]) => string = runGit): Source {
  const changed = git(['status', '--porcelain']);
  if (changed !== '') throw new Error(`commit or undo these first, an image is built from a commit alone:\n${changed}`);
  const commit = git(['rev-parse', 'HEAD']);
  return { commit, tag: tagOf(commit, new Date(git(['show', '--no-patch', '--format=%cI', 'HEAD']))) };
}

export interface ImageBuild {
  readonly service: string;
  readonly source: Source;
  /** `name:tag@sha256:...` of both bases. */
  readonly pinned: Readonly<Record<keyof typeof bases, string>>;
  /** The name that the image gets, and where buildx puts it: an archive, or the registry. */
  readonly reference: string;
  readonly output: { readonly archive: string } | 'registry';
}

/** For `docker buildx`. A registry's copy carries an SBOM and its provenance as attestations. */
export function buildArguments({ service, source, pinned, reference, output }: ImageBuild): readonly string[] {
  const values = { SERVICE: service, VERSION: source.tag, REVISION: source.commit, ...pinned };
  const destination =
    output === 'registry'
      ? ['--push', '--sbom=true', '--provenance=mode=max']
      : ['--provenance=false', '--output', `type=oci,dest=${output.archive}`];
  return [
    'buildx',
    'build',
    '--file',
    'services/Dockerfile',
    '--platform',
    imagePlatform,
    '--tag',
    reference,
    ...Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...destination,
    '.',
  ];
}

/** Both bases by what their tags are at this moment. @throws Error when the registry can't be asked */
export function pinBases(docker: (given: readonly string[]) => string = runDocker): ImageBuild['pinned'] {
  const pin = (tag: string) => {
    const digest = digestIn(docker(['buildx', 'imagetools', 'inspect', tag, '--format', '{{json .Manifest}}']), tag);
    return `${tag}@${digest}`;
  };
  return { BUILD_BASE: pin(bases.BUILD_BASE), RUNTIME_BASE: pin(bases.RUNTIME_BASE) };
}

/** @param manifest `docker buildx imagetools inspect --format '{{json .Manifest}}'` */
export function digestIn(manifest: string, reference: string): string {
  const { digest } = JSON.parse(manifest) as { readonly digest?: string };
  if (digest === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${reference} has no digest`);
  return digest;
}

export function runDocker(given: readonly string[]): string {
  const { status, stdout, error } = spawnSync('docker', given, {
    cwd: repositoryRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
  if (error !== undefined)
    throw new Error('docker with buildx is needed: https://docs.docker.com/engine/install/', { cause: error });
  if (status !== 0) throw new Error(`docker ${given.slice(0, 3).join(' ')} ended with ${status}`);
  return stdout;
}

function runGit(given: readonly string[]): string {
  const { status, stdout } = spawnSync('git', given, { cwd: repositoryRoot, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${given.join(' ')} ended with ${status}`);
  return stdout.trim();
}
