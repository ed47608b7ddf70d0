/** Publishes a service's image: see --help. */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { confirmed } from './confirm.ts';
import { buildArguments, cleanSource, digestIn, pinBases, runDocker } from './image-build.ts';
import { imageRepositoryOf, releaseTarget, targetHelp, targetOptions } from './release-target.ts';

const help = `npm run release:publish -- --env <name> --service <name> --region <name> [options]

Builds the image of the commit that is checked out, pushes it to the registry of the region with its SBOM and provenance, and
waits until every serving region has its copy. Prints image=<repository>@<digest> and version=<tag>@<digest>. What is
published already is only looked up: a tag never means another image. Needs docker with buildx, signed in to the registries.

${targetHelp}; one: where it is pushed
  --execute             does not ask
  --help
`;

const copyWithinMs = 15 * 60_000;
const askEveryMs = 10_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { ...targetOptions, execute: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const target = releaseTarget(values);
  const [region, ...more] = target.regions;
  if (region === undefined || more.length > 0) throw new Error('--region: name one; the others get copies');
  const source = cleanSource();
  const repository = imageRepositoryOf(target, region);
  const reference = `${repository}:${source.tag}`;
  let digest = published(reference);
  if (digest === undefined) {
    process.stderr.write(`${reference} will be built and pushed, and copied to ${target.serving.join(', ')}\n`);
    if (!(await confirmed(values.execute))) return 0;
    runDocker(buildArguments({ service: target.service, source, pinned: pinBases(), reference, output: 'registry' }));
    digest = published(reference);
    if (digest === undefined) throw new Error(`${reference} was pushed and is not there`);
  }
  const copies = target.serving.map((serving) => `${imageRepositoryOf(target, serving)}@${digest}`);
  await untilCopied(copies);
  process.stdout.write(`image=${repository}@${digest}\nversion=${source.tag}@${digest}\n`);
  return 0;
}

/** Its digest, `undefined` where the registry has none of it. */
function published(reference: string): string | undefined {
  try {
    return digestIn(
      runDocker(['buildx', 'imagetools', 'inspect', reference, '--format', '{{json .Manifest}}']),
      reference,
    );
  } catch {
    return undefined;
  }
}

/** A rollout in a region whose registry has no copy yet would wait for pods that can't start. */
async function untilCopied(references: readonly string[]): Promise<void> {
  const deadline = Date.now() + copyWithinMs;
  for (;;) {
    const missing = references.filter((reference) => published(reference) === undefined);
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new Error(`not copied in time: ${missing.join(', ')}`);
    process.stderr.write(`waiting for ${missing.join(', ')}\n`);
    await delay(askEveryMs);
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`release:publish: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
