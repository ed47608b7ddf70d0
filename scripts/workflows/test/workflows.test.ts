import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { environments } from '../../../modules/environments.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const textOf = (name: string) => workflows.find((workflow) => workflow.name === name)!.text;

/** What stands between a step's `run:` and the next key: code of a shell. */
const scriptsIn = (text: string) =>
  [...text.matchAll(/^( *)(?:- )?run: (?:\|\n((?:\1 {2,}.*\n|\n)*)|(.*))/gm)].map(
    ([, , block, line]) => block ?? line ?? '',
  );

describe('the workflows', () => {
  it('pin every action by a commit, and say which version that is', () => {
    const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (.*)/g)].map(([, what = '']) => what));
    const foreign = uses.filter((what) => !what.startsWith('./'));

    expect(foreign.length).to.be.greaterThan(20);
    for (const what of foreign) expect(what).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('pin one commit an action, everywhere', () => {
    const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: ([\w-]+\/[\w-]+)@(.*)/g)]);
    const versions = new Map<string, Set<string>>();
    for (const [, action = '', version = ''] of uses)
      versions.set(action, (versions.get(action) ?? new Set()).add(version));

    for (const [action, found] of versions) expect([...found], action).to.have.length(1);
  });

  it('put nothing into a shell that somebody else may have written', () => {
    const scripts = workflows.flatMap(({ text }) => scriptsIn(text));

    expect(scripts.length).to.be.greaterThan(15);
    for (const script of scripts) expect(script).to.not.include('${{');
  });

  it('have no permission but those of a job', () => {
    for (const { name, text } of workflows) expect(text, name).to.match(/^permissions: \{\}$/m);
  });

  it('keep no token of the checkout', () => {
    for (const { text } of workflows) {
      const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0;
      expect(text.match(/persist-credentials: false/g)?.length ?? 0).to.equal(checkouts);
    }
  });

  it('plan, compare and deploy every environment', () => {
    const names = `[${environments.map(({ name }) => name).join(', ')}]`;

    for (const name of ['pr.yml', 'drift.yml']) expect(textOf(name)).to.include(`environment: ${names}`);
    expect(textOf('deploy-environment.yml')).to.include(`options: ${names}`);
  });

  it('write with a token only where no code of a pull request runs', () => {
    const [, writing = ''] = textOf('pr.yml').split('\n  comment:\n');

    expect(writing).to.include('pull-requests: write');
    expect(writing).to.not.match(/checkout|npm|node /);
    expect(textOf('pr.yml').match(/: write/g)).to.have.length(2);
  });

  it('deploy to staging before production, behind the environment that the role trusts', () => {
    expect(textOf('deploy.yml')).to.match(/production:\n.*\n {4}needs: staging/);
    expect(textOf('deploy-environment.yml')).to.match(/environment: \$\{\{ inputs\.environment \}\}/);
  });

  it('end no deployment half way', () => {
    expect(textOf('deploy-environment.yml')).to.match(
      /concurrency:\n {2}group: deploy-.*\n {2}cancel-in-progress: false/,
    );
  });
});
