import { type TerraformStack, Testing } from 'cdktf';
import { z } from 'zod';

export const Block = z.record(z.string(), z.unknown());
const Synthesized = z.looseObject({
  resource: z.record(z.string(), z.record(z.string(), Block)).default({}),
  ephemeral: z.record(z.string(), z.record(z.string(), Block)).default({}),
});

export interface Resources {
  /** The arguments of all resources of a type, as Terraform names them. */
  of(type: string): readonly Record<string, unknown>[];
  /** The arguments of the only one. Throws where there are none or several. */
  only(type: string): Record<string, unknown>;
  /** Ephemeral resources of a type, by name. */
  ephemeral(type: string): Readonly<Record<string, Record<string, unknown>>>;
  /** All of it as text, to look for what must not stand in it. */
  readonly text: string;
}

/** Synthesizes a stack that holds what `build` makes. */
export function resourcesOf(build: (stack: TerraformStack) => void): Resources {
  const text = Testing.synthScope((scope) => build(scope as TerraformStack));
  const { resource, ephemeral } = Synthesized.parse(JSON.parse(text));
  const of: Resources['of'] = (type) => Object.values(resource[type] ?? {});
  return {
    text,
    of,
    only(type) {
      const [one, ...more] = of(type);
      if (one === undefined || more.length > 0) throw new Error(`${of(type).length} of ${type}, not one`);
      return one;
    },
    ephemeral: (type) => ephemeral[type] ?? {},
  };
}
