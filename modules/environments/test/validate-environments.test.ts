import { expect } from 'chai';
import { environments } from '../../environments.ts';
import type { Environment } from '../environment.ts';
import { validateEnvironments } from '../validate-environments.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends object | undefined ? Mutable<T[Key]> : T[Key] };
/** Wrong values are of wrong types, so what a case edits is looser than an environment. */
type Editable = Mutable<Environment> & { standby: Mutable<NonNullable<Environment['standby']>> };

function production(edit: (environment: Editable) => void): Editable {
  const copy = structuredClone(environments.find(({ name }) => name === 'production')) as Editable;
  edit(copy);
  return copy;
}

const set = (environment: object, path: string, value: unknown) => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<object>((inner, key) => Reflect.get(inner, key) as object, environment);
  Reflect.set(holder, last, value);
};

interface Case {
  readonly title: string;
  readonly path: string;
  readonly value: unknown;
  /** How the message shows the value, where it isn't the whole one. */
  readonly shown?: string;
  readonly rule: string;
}

const cases: readonly Case[] = [
  { title: 'a name that is too long', path: 'name', value: 'production-eu', rule: 'at most 12 characters' },
  { title: 'a name with capitals', path: 'name', value: 'Prod', rule: 'lower case letters, digits and single hyphens' },
  { title: 'a name that ends in a hyphen', path: 'name', value: 'prod-', rule: 'single hyphens' },
  { title: 'an account id with a digit less', path: 'accountId', value: '33333333333', rule: '12 digits' },
  { title: 'an unknown region', path: 'primary.region', value: 'eu-west-9', rule: 'a region is one of' },
  { title: 'a standby that is the primary', path: 'standby.region', value: 'eu-west-1', rule: 'another region' },
  { title: 'a witness that is the primary', path: 'witness', value: 'eu-west-1', rule: 'a third region' },
  { title: 'a witness that is the standby', path: 'witness', value: 'eu-central-1', rule: 'a third region' },
  { title: 'a witness outside the region set', path: 'witness', value: 'us-east-2', rule: 'one region set' },
  { title: 'a standby outside the region set', path: 'standby.region', value: 'eu-north-1', rule: 'one region set' },
  {
    title: 'two regions without a witness',
    path: 'witness',
    value: undefined,
    shown: 'undefined',
    rule: 'need a witness',
  },
  {
    title: 'a witness without a standby',
    path: 'standby',
    value: undefined,
    shown: '"eu-west-3"',
    rule: 'there is no standby',
  },
  {
    title: 'regions whose CIDRs overlap',
    path: 'standby.cidr',
    value: '10.30.128.0/17',
    rule: 'no two networks overlap',
  },
  {
    title: 'a CIDR of another environment',
    path: 'standby.cidr',
    value: '10.10.0.0/20',
    rule: 'no two networks overlap',
  },
  { title: 'a CIDR that is too small', path: 'primary.cidr', value: '10.30.0.0/24', rule: 'between /16 and /20' },
  { title: 'a CIDR that is too large', path: 'primary.cidr', value: '10.128.0.0/12', rule: 'between /16 and /20' },
  {
    title: 'a CIDR that begins inside itself',
    path: 'primary.cidr',
    value: '10.30.1.0/16',
    rule: 'begins at its first address',
  },
  { title: 'a CIDR of the public internet', path: 'primary.cidr', value: '52.30.0.0/16', rule: 'lies in 10.0.0.0/8' },
  { title: 'a CIDR that is none', path: 'primary.cidr', value: 'ten', rule: 'a CIDR reads like' },
  {
    title: 'a zone of another region',
    path: 'primary.availabilityZones',
    value: ['eu-west-1a', 'eu-west-2b'],
    shown: '"eu-west-2b"',
    rule: 'not an availability zone of eu-west-1',
  },
  {
    title: 'one zone only',
    path: 'primary.availabilityZones',
    value: ['eu-west-1a'],
    rule: '2 or 3 different availability zones',
  },
  {
    title: 'one zone twice',
    path: 'primary.availabilityZones',
    value: ['eu-west-1a', 'eu-west-1a'],
    rule: '2 or 3 different',
  },
  { title: 'a domain that is a URL', path: 'domain', value: 'https://evermart.example', rule: 'a lower case DNS name' },
  { title: 'a domain without a dot', path: 'domain', value: 'evermart', rule: 'a lower case DNS name' },
  {
    title: 'a retention that CloudWatch lacks',
    path: 'logRetentionDays',
    value: 100,
    rule: 'CloudWatch keeps logs for',
  },
  { title: 'backups that are kept too long', path: 'backupRetentionDays', value: 36, rule: 'from 1 to 35' },
  { title: 'a budget in quotes', path: 'monthlyBudgetUsd', value: '12000', rule: 'expected number' },
  { title: 'a budget of nothing', path: 'monthlyBudgetUsd', value: 0, rule: 'more than 0 USD' },
  { title: 'an address that is none', path: 'alertEmail', value: 'platform', rule: 'an e-mail address' },
  {
    title: 'a Kubernetes API that is open to everybody',
    path: 'kubernetesApi.cidrs.0',
    value: '0.0.0.0/0',
    rule: 'ranges of /8 to /32',
  },
  {
    title: 'a standby whose services would read past the new writer',
    path: 'standby.sizes.aurora.instances',
    value: 2,
    shown: '2',
    rule: 'a standby has 1 Aurora instance',
  },
  { title: 'a repository without an owner', path: 'githubRepository', value: 'evermart', rule: 'owner/name' },
  {
    title: 'an unknown Aurora class',
    path: 'primary.sizes.aurora.instanceClass',
    value: 'r7g.large',
    rule: 'like db.r7g.large',
  },
  {
    title: 'an unknown Redis node',
    path: 'primary.sizes.redis.nodeType',
    value: 'redis.large',
    rule: 'like cache.r7g.large',
  },
  {
    title: 'an unknown OpenSearch type',
    path: 'primary.sizes.openSearch.instanceType',
    value: 'r7g.large',
    rule: 'like r7g.large.search',
  },
  {
    title: 'two dedicated masters',
    path: 'primary.sizes.openSearch.dedicatedMasters',
    value: 2,
    rule: '3 dedicated masters, or 0',
  },
  {
    title: 'a standby with more Aurora instances',
    path: 'standby.sizes.aurora.instances',
    value: 3,
    rule: 'at most as large as the primary',
  },
  {
    title: 'a standby with more replicas',
    path: 'standby.replicas.cart',
    value: 9,
    rule: 'at most as large as the primary',
  },
  {
    title: 'a standby with a smaller writer',
    path: 'standby.sizes.aurora.instanceClass',
    value: 'db.r7g.large',
    rule: "takes the primary's whole traffic",
  },
  { title: 'no replica of a service', path: 'primary.replicas.cart', value: 0, rule: 'from 1 to 100' },
  {
    title: 'an unknown kind of NAT',
    path: 'primary.natGateways',
    value: 'none',
    rule: '"per-availability-zone" or "single"',
  },
];

function messageFor(candidates: readonly unknown[]): string {
  try {
    validateEnvironments(candidates);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

const others = environments.filter(({ name }) => name !== 'production');

describe('the validation of environments', () => {
  it('takes the ones of this project', () => {
    expect(validateEnvironments(environments)).to.deep.equal(environments);
  });

  for (const { title, path, value, shown, rule } of cases) {
    it(`refuses ${title}, naming the value and the rule`, () => {
      const environment = production((copy) => set(copy, path, value));

      const message = messageFor([...others, environment]);

      expect(message)
        .to.include(shown ?? JSON.stringify(value))
        .and.to.include(rule);
    });
  }

  it('refuses a key that it does not know', () => {
    const environment = production((copy) => set(copy, 'primary.zones', 3));

    expect(messageFor([environment]))
      .to.include('production.primary')
      .and.to.include('zones');
  });

  it('refuses replicas of a service that does not exist', () => {
    const environment = production((copy) => set(copy, 'primary.replicas.serch', 4));

    expect(messageFor([environment]))
      .to.include('production.primary.replicas')
      .and.to.include('serch');
  });

  it('refuses two environments of one domain', () => {
    const second = production((copy) => {
      set(copy, 'name', 'second');
      set(copy, 'primary.cidr', '10.40.0.0/16');
      set(copy, 'standby.cidr', '10.41.0.0/16');
      set(copy, 'accountId', '444444444444');
    });

    const message = messageFor([...environments, second]);

    expect(message).to.include('"evermart.example": each environment has a domain of its own');
  });

  it('refuses two environments of one name', () => {
    const second = production((copy) => {
      set(copy, 'primary.cidr', '10.40.0.0/16');
      set(copy, 'standby.cidr', '10.41.0.0/16');
      set(copy, 'accountId', '444444444444');
    });

    const message = messageFor([...environments, second]);

    expect(message).to.include('"production": each environment has a name of its own');
  });

  it('refuses that two environments of one account make what an account has once', () => {
    const environment = production((copy) => set(copy, 'accountId', '222222222222'));

    expect(messageFor([...others, environment])).to.include('account "222222222222" has it already');
  });

  it('reports every problem at once, each with its place', () => {
    const environment = production((copy) => {
      set(copy, 'domain', 'x');
      set(copy, 'monthlyBudgetUsd', -1);
    });
    const other = structuredClone(others[1]!) as Editable;
    set(other, 'witness', 'eu-west-1');

    const message = messageFor([other, environment]);

    for (const place of ['production.domain:', 'production.monthlyBudgetUsd:', 'staging.witness:']) {
      expect(message).to.include(place);
    }
  });
});
