import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repositoryRoot } from '../../local/platform-options.ts';
import { bases, buildArguments, cleanSource, digestIn, pinBases } from '../image-build.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('the build of an image', () => {
  it('starts from the bases that the Dockerfile names, by digest', () => {
    const dockerfile = readFileSync(join(repositoryRoot, 'services', 'Dockerfile'), 'utf8');

    for (const [name, tag] of Object.entries(bases)) expect(dockerfile).to.contain(`ARG ${name}=${tag}\n`);
    expect(pinBases(() => JSON.stringify({ digest })).RUNTIME_BASE).to.equal(`${bases.RUNTIME_BASE}@${digest}`);
    expect(() => digestIn('{}', 'node:24')).to.throw('node:24 has no digest');
  });

  it('is of a commit, and refuses what is not committed', () => {
    const git = (changed: string) => (given: readonly string[]) =>
      ({ status: changed, 'rev-parse': commit, show: '2026-11-24T10:00:00+00:00' })[given[0] ?? ''] ?? '';

    expect(cleanSource(git(''))).to.deep.equal({ commit, tag: '20261124-0123456789ab' });
    expect(() => cleanSource(git(' M services/cart/app.ts'))).to.throw('services/cart/app.ts');
  });

  it('goes to a registry with an SBOM and its provenance, and into an archive without leaving the machine', () => {
    const pinned = { BUILD_BASE: `b@${digest}`, RUNTIME_BASE: `r@${digest}` };
    const build = { service: 'cart', source: { commit, tag: 't' }, pinned, reference: 'registry/cart:t' };

    const pushed = buildArguments({ ...build, output: 'registry' });
    const kept = buildArguments({ ...build, output: { archive: '/tmp/cart.tar' } });

    expect(pushed).to.include.members([
      '--push',
      '--sbom=true',
      '--provenance=mode=max',
      'SERVICE=cart',
      `REVISION=${commit}`,
    ]);
    expect(pushed).to.include(`RUNTIME_BASE=r@${digest}`);
    expect(kept).to.include('type=oci,dest=/tmp/cart.tar').and.not.include('--push');
  });
});
