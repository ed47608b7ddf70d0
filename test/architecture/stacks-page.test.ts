import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { stacksPage } from '../../scripts/architecture/stacks-page.ts';
import { synthesizeEstate } from '../../scripts/infra/synthesize.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'architecture', 'stacks.md');

describe('the drawings of the stacks', () => {
  it('are what the stacks synthesize (else: npm run architecture)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'evermart-stacks-'));
    try {
      expect(readFileSync(page, 'utf8')).to.equal(stacksPage(synthesizeEstate(folder)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
