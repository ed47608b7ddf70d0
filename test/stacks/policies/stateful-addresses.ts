import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Estate, nameOf, resourcesOf } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';
import { disposableTypes, statefulTypes } from '../stateful-types.ts';

/** Addresses by stack name: the same in every environment and region that has them. */
const listed = z
  .record(z.string(), z.array(z.string()))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../stateful-addresses.json'), 'utf8')));

function addressesIn(estate: Estate): ReadonlySet<string> {
  const stateful = resourcesOf(estate).filter(({ type }) => statefulTypes.has(type));
  return new Set(stateful.map(({ stack, address }) => `${stack.name} ${address}`));
}

const firstKey = (estate: Estate) => resourcesOf(estate, 'aws_kms_key')[0]!;

export const policy: Policy = {
  guarantee: 'what holds data keeps its address, and Terraform refuses to destroy it',
  violationsIn(estate) {
    const expected = new Set(
      Object.entries(listed).flatMap(([stack, addresses]) => addresses.map((address) => `${stack} ${address}`)),
    );
    const found = addressesIn(estate);
    return [
      ...[...expected].filter((address) => !found.has(address)).map((address) => `gone or renamed: ${address}`),
      ...[...found].filter((address) => !expected.has(address)).map((address) => `not in the list: ${address}`),
      ...resourcesOf(estate)
        .filter(({ type }) => statefulTypes.has(type) && !disposableTypes.has(type))
        .filter(({ arguments: { lifecycle } }) => !isProtected(lifecycle))
        .map((resource) => `${nameOf(resource)} may be destroyed: no prevent_destroy`),
    ];
  },
  mutations: [
    {
      title: 'renames a key everywhere',
      apply(estate) {
        const { stack, address } = firstKey(estate);
        const name = address.split('.')[1]!;
        for (const { json } of estate.stacks.filter(({ name: stackName }) => stackName === stack.name)) {
          const keys = json.resource.aws_kms_key;
          if (keys?.[name] === undefined) continue;
          keys.renamed = keys[name];
          delete keys[name];
        }
      },
    },
    {
      title: 'lets Terraform destroy a key',
      apply(estate) {
        delete firstKey(estate).arguments.lifecycle;
      },
    },
    {
      title: 'adds a bucket that is not in the list',
      apply(estate) {
        const [stack] = estate.stacks;
        stack!.json.resource.aws_s3_bucket = { unlisted: { lifecycle: { prevent_destroy: true } } };
      },
    },
  ],
};

function isProtected(lifecycle: unknown): boolean {
  return typeof lifecycle === 'object' && lifecycle !== null && Reflect.get(lifecycle, 'prevent_destroy') === true;
}
