import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { comment } from '../../plan-review/comment.ts';
import { readPlan } from '../../plan-review/plan-file.ts';
import { review } from '../../plan-review/review.ts';
import { readPriceTable } from '../../prices/price-table.ts';
import { planStack } from '../plan-stack.ts';

const id = 'dev-eu-west-1-network';

describe('planning a stack', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-plan-stack-'));
    mkdirSync(join(folder, 'stacks', id), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A Terraform that writes down how it was called and answers as told. */
  function terraform(cases: string): string {
    const path = join(folder, 'terraform');
    writeFileSync(path, `#!/bin/sh\necho "$@" >> ${join(folder, 'calls')}\ncase "$1" in\n${cases}\nesac\n`);
    chmodSync(path, 0o755);
    return path;
  }

  const planned = (binary: string, refresh = false) =>
    planStack({ id, terraform: binary, folder, out: folder, refresh, signal: new AbortController().signal });
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8');
  const shown = `show) echo '{"format_version":"1.2","resource_changes":[]}' ;;`;

  it('writes its plan as JSON, without a lock and without asking AWS what there is', async () => {
    const outcome = await planned(terraform(`plan) exit 2 ;;\n${shown}`));

    expect(outcome).to.deep.equal({ kind: 'changes' });
    expect(calls()).to.include('-lock=false').and.to.include('-refresh=false');
    expect(readPlan(join(folder, `${id}.json`))).to.deep.include({ stack: id, changes: [] });
  });

  it('asks AWS where drift is looked for', async () => {
    expect(await planned(terraform(shown), true)).to.deep.equal({ kind: 'clean' });
    expect(calls()).to.not.include('-refresh=false');
  });

  it('leaves a plan behind that a review can’t take for a clean one, where Terraform fails', async () => {
    const outcome = await planned(terraform(`init) echo 'Error: no such parameter' >&2; exit 1 ;;`));
    const prices = readPriceTable();

    expect(outcome.kind).to.equal('failed');
    expect(comment(review([readPlan(join(folder, `${id}.json`))], [], prices), prices)).to.include('stopped half way');
  });
});
