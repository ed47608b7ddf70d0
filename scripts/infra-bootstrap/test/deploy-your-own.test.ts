import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { z } from 'zod';
import { environments } from '../../../modules/environments.ts';
import { namesOf, parameterPaths } from '../../../modules/naming.ts';
import { topologySecrets } from '../../../modules/secret/topology-secrets.ts';
import { codeOf, labelPrefix } from '../../plan-review/stateful.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const page = join(root, 'docs', 'deploy-your-own.md');
const text = readFileSync(page, 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const matches = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))];

describe('the way from an empty account', () => {
  it('names commands that there are', () => {
    const commands = matches(/npm run (?:--silent )?([\w:-]+)/g);

    expect(commands.length).to.be.greaterThan(6);
    for (const command of commands) expect(scripts, command).to.have.property(command);
  });

  it('links to files that there are', () => {
    const links = matches(/\]\((?!https?:)([^)#]+)\)/g);

    expect(links.length).to.be.greaterThan(3);
    for (const link of links) expect(existsSync(join(dirname(page), link)), link).to.equal(true);
  });

  it('names roles, parameters and secrets as the stacks do', () => {
    const names = namesOf('staging', 'eu-west-3');
    const paths = parameterPaths('staging');
    const operators = Object.entries(topologySecrets).filter(([, { filledBy }]) => filledBy === 'operator');

    for (const delivery of ['plan', 'drift', 'deploy'] as const) expect(text).to.include(names.deliveryRole(delivery));
    expect(text).to.include(paths.nameServers());
    expect(text).to.include(paths.targetVersion('cart').replace('/cart/', '/<service>/'));
    expect(text).to.include(names.imageRepository('cart').replace(/cart$/, '<service>'));
    for (const [name, { content }] of operators) {
      expect(text).to.include(`evermart-staging/${name}`);
      for (const key of Object.keys(content)) expect(text).to.include(key);
    }
  });

  it('names toggles that there are', () => {
    const [environment] = environments;
    const toggles = ['githubIdentityProvider', 'serviceLinkedRoles', 'accountGuards', 'costAnomalyMonitor'];
    const waiting = ['emailDomainVerified', 'dnssec', 'backupVaultLock', 'firewallCountsOnly'];

    for (const toggle of [...toggles, ...waiting]) {
      expect(text).to.include(`\`${toggle}\``);
      expect(environment?.toggles).to.have.property(toggle);
    }
  });

  it('shows a label of the form that the plan review takes', () => {
    const [label = ''] = matches(/(allow-stateful-replacement:[0-9a-f]+)/g);

    expect(label.slice(labelPrefix.length)).to.have.length(codeOf('a', 'b').length);
  });
});
