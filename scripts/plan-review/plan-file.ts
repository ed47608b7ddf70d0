/** A plan as `terraform show -json <plan>` writes it, as far as a review reads it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The review can't be made from what it was given: the message says which file, what is wrong, and what to do. */
export class BadInputError extends Error {
  override readonly name = 'BadInputError';
}

const Values = z.record(z.string(), z.unknown());
export type Values = z.infer<typeof Values>;

/** `true` where everything below is meant, else the shape of the values with `true` at the places that are. */
const Marks = z.union([z.boolean(), Values, z.array(z.unknown())]);
export type Marks = z.infer<typeof Marks>;

const ResourceChange = z.looseObject({
  address: z.string(),
  previous_address: z.string().optional(),
  mode: z.enum(['managed', 'data', 'ephemeral']).default('managed'),
  type: z.string(),
  /** The id of an object that was replaced before and is still to be destroyed. */
  deposed: z.string().optional(),
  change: z.looseObject({
    actions: z.array(z.enum(['no-op', 'create', 'read', 'update', 'delete', 'forget'])).min(1),
    before: Values.nullish(),
    after: Values.nullish(),
    after_unknown: Marks.optional(),
    before_sensitive: Marks.optional(),
    after_sensitive: Marks.optional(),
    replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
    importing: z.looseObject({ id: z.string().optional() }).optional(),
  }),
  action_reason: z.string().optional(),
});
export type ResourceChange = z.infer<typeof ResourceChange>;

const PlanJson = z.looseObject({
  format_version: z.string(),
  resource_changes: z.array(ResourceChange).default([]),
  deferred_changes: z
    .array(z.looseObject({ reason: z.string().default('unknown'), resource_change: ResourceChange }))
    .default([]),
  errored: z.boolean().default(false),
  complete: z.boolean().optional(),
});

export interface Plan {
  /** The stack: the file's name without `.json`. */
  readonly stack: string;
  readonly changes: readonly ResourceChange[];
  readonly deferred: readonly { readonly reason: string; readonly change: ResourceChange }[];
  /** Terraform stopped half way: what it shows is not everything. */
  readonly errored: boolean;
}

/** @throws BadInputError */
export function readPlan(path: string): Plan {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new BadInputError(`${path}: can't be read; give a file that "terraform show -json <plan>" wrote`, { cause });
  }
  return parsePlan(path, text);
}

/** @throws BadInputError */
export function parsePlan(path: string, text: string): Plan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new BadInputError(`${path}: is not JSON; write it with "terraform show -json <plan> > ${path}"`, { cause });
  }
  const version = z.looseObject({ format_version: z.string() }).safeParse(json).data?.format_version;
  if (version === undefined) {
    throw new BadInputError(
      `${path}: has no format_version, so it is no plan; was it written by "terraform show -json"?`,
    );
  }
  // The major version changes when old readers would be wrong. Source: Terraform, "JSON Output Format".
  if (!version.startsWith('1.')) {
    throw new BadInputError(`${path}: has format_version ${version}; this review reads 1.x`);
  }
  const { data, error } = PlanJson.safeParse(json);
  if (error !== undefined) {
    const [first] = error.issues;
    throw new BadInputError(`${path}: ${first?.path.join('.')}: ${first?.message}`, { cause: error });
  }
  return {
    stack: (path.split('/').at(-1) ?? path).replace(/(\.plan)?\.json$/, ''),
    changes: data.resource_changes,
    deferred: data.deferred_changes.map(({ reason, resource_change: change }) => ({ reason, change })),
    errored: data.errored,
  };
}
