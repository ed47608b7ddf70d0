import { kindOf } from './classify.ts';
import type { Finding } from './finding.ts';
import type { ResourceChange } from './plan-file.ts';
import { isObject } from './redaction.ts';
import { visibleValues } from './visible-values.ts';

/** A setting by its path, with the value that opens something or takes a protection off. */
interface Guard {
  readonly types: RegExp;
  readonly path: readonly string[];
  readonly opens: (value: unknown) => boolean;
  readonly says: string;
}

const isFalse = (value: unknown) => value === false;
const isTrue = (value: unknown) => value === true;
const hasEverywhere = (value: unknown) => Array.isArray(value) && value.includes('0.0.0.0/0');

const guards: readonly Guard[] = [
  ...['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map((name) => ({
    types: /^aws_s3_(bucket|account)_public_access_block$/,
    path: [name],
    opens: isFalse,
    says: 'public access is no longer blocked',
  })),
  {
    types: /^aws_s3_bucket_acl$/,
    path: ['acl'],
    opens: (value) => /^public/.test(String(value)),
    says: 'the bucket is public',
  },
  { types: /./, path: ['publicly_accessible'], opens: isTrue, says: 'it gets a public address' },
  {
    types: /^aws_eks_cluster$/,
    path: ['vpc_config', 'public_access_cidrs'],
    opens: hasEverywhere,
    says: 'the whole internet reaches the API',
  },
  { types: /^aws_(lb|elb|alb)$/, path: ['internal'], opens: isFalse, says: 'it faces the internet' },
  { types: /^aws_instance$/, path: ['associate_public_ip_address'], opens: isTrue, says: 'it gets a public address' },
  { types: /./, path: ['deletion_protection'], opens: isFalse, says: 'deletion protection is off' },
  { types: /./, path: ['deletion_protection_enabled'], opens: isFalse, says: 'deletion protection is off' },
  { types: /./, path: ['storage_encrypted'], opens: isFalse, says: 'its storage is not encrypted' },
  { types: /./, path: ['skip_final_snapshot'], opens: isTrue, says: 'it ends without a last snapshot' },
  { types: /^aws_kms_key$/, path: ['enable_key_rotation'], opens: isFalse, says: 'the key no longer rotates' },
];

/** What gets public, and what loses a protection, by this change. */
export function exposureChanges(resource: ResourceChange): readonly Finding[] {
  const kind = kindOf(resource);
  if (kind === undefined || kind === 'move' || kind === 'forget') return [];
  const { before, after } = visibleValues(resource);
  if (kind === 'destroy') return endOfBlock(resource, before);
  return guards
    .filter(({ types }) => types.test(resource.type))
    .flatMap(({ path, opens, says }): readonly Finding[] => {
      const [old, next] = [valueAt(before, path), valueAt(after, path)];
      // Left out, a protection falls back to AWS's default: off.
      const leftOut = old === true && next == null && opens(false);
      if (!leftOut && (!opens(next) || (opens(old) && kind !== 'create'))) return [];
      const name = path.join('.');
      return [{ address: resource.address, what: name, widened: [says], diff: changeLines(name, old, next) }];
    });
}

function endOfBlock({ type, address }: ResourceChange, before: unknown): readonly Finding[] {
  if (!/^aws_s3_(bucket|account)_public_access_block$/.test(type)) return [];
  return [
    {
      address,
      what: 'public access block',
      widened: ['public access is no longer blocked'],
      diff: [`- ${JSON.stringify(before)}`],
    },
  ];
}

const changeLines = (name: string, old: unknown, next: unknown) => [
  ...(old === undefined ? [] : [`- ${name}: ${JSON.stringify(old)}`]),
  `+ ${name}: ${JSON.stringify(next ?? null)}`,
];

/** Blocks are lists of one. */
function valueAt(values: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return values;
  const inner = Array.isArray(values) ? values[0] : values;
  return isObject(inner) ? valueAt(inner[name], rest) : undefined;
}
