import { prefixOf, stackId } from '../../../modules/naming.ts';
import type { SynthesizedStack } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const backendOf = ({ json }: SynthesizedStack) => json.terraform.backend?.s3 ?? {};

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const { environment, region, id } = stack;
  const prefix = prefixOf(environment.name);
  const expected = {
    bucket: `${prefix}-${environment.accountId}-${region}-tfstate`,
    key: `${id}.tfstate`,
    region,
    encrypt: true,
    kms_key_id: `alias/${prefix}-state`,
    use_lockfile: true,
    allowed_account_ids: [environment.accountId],
  };
  const backend = backendOf(stack);
  return Object.entries(expected)
    .filter(([argument, value]) => JSON.stringify(backend[argument]) !== JSON.stringify(value))
    .map(
      ([argument, value]) =>
        `${id}: state ${argument} is ${JSON.stringify(backend[argument])}, not ${JSON.stringify(value)}`,
    );
}

const mutated = (argument: string, value: unknown) => (estate: Parameters<Policy['violationsIn']>[0]) => {
  const stack = estate.stacks.find(({ role }) => role === 'standby')!;
  backendOf(stack)[argument] = value;
};

export const policy: Policy = {
  guarantee: 'each stack keeps its own state in its own region, encrypted and locked',
  violationsIn(estate) {
    const wrongIds = estate.stacks.filter(
      ({ id, environment, region, name }) =>
        id !== stackId(environment.name, region, name as Parameters<typeof stackId>[2]),
    );
    const keys = estate.stacks.map((stack) => `${backendOf(stack).bucket}/${backendOf(stack).key}`);
    const shared = keys.filter((key, index) => keys.indexOf(key) !== index);
    return [
      ...(estate.stacks.length === 0 ? ['no stack'] : []),
      ...wrongIds.map(({ id }) => `${id} is not <environment>-<region>-<stack>`),
      ...shared.map((key) => `${key} is the state of two stacks`),
      ...estate.stacks.flatMap(violationsOf),
    ];
  },
  mutations: [
    { title: "moves the standby's state to the primary's region", apply: mutated('region', 'eu-west-1') },
    { title: 'leaves the state unencrypted', apply: mutated('encrypt', false) },
    { title: 'leaves the state unlocked', apply: mutated('use_lockfile', undefined) },
    { title: 'gives two stacks one state', apply: mutated('key', 'state.tfstate') },
  ],
};
