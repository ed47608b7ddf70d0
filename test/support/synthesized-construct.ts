import { type TerraformStack, Testing } from 'cdktf';
import { z } from 'zod';

const Arguments = z.record(z.string(), z.unknown());
const Synthesized = z.object({ resource: z.record(z.string(), z.record(z.string(), Arguments)).default({}) });
const Statement = z.looseObject({ Sid: z.string(), Effect: z.string(), Action: z.array(z.string()) });
const Policy = z.object({ Statement: z.array(Statement) });

/** What constructs become: Terraform's arguments of every resource of a type, for constructs that stand alone. */
export function synthesizedConstruct(build: (stack: TerraformStack) => void) {
  const json = Testing.synthScope((scope) => build(scope as TerraformStack));
  const { resource } = Synthesized.parse(JSON.parse(json));
  const all = (type: string) => Object.values(resource[type] ?? {});
  return {
    all,
    /** The only one of its type. */
    the(type: string): z.infer<typeof Arguments> {
      const [first, ...more] = all(type);
      if (first === undefined || more.length > 0) throw new Error(`${more.length + (first ? 1 : 0)} ${type}, not one`);
      return first;
    },
  };
}

/** The statements of a policy that stands in an argument as JSON. */
export const statementsIn = (policy: unknown) => Policy.parse(JSON.parse(z.string().parse(policy))).Statement;

/** What an argument holds as JSON. */
export const jsonIn = (value: unknown): unknown => JSON.parse(z.string().parse(value));
