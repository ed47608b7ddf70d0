import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { stacks } from '../../main.ts';
import { environments } from '../../modules/environments.ts';
import { buildEstate } from '../../modules/stacks/estate.ts';
import { type Suppression, suppressionsIn } from '../../modules/suppress.ts';
import type { TerraformJson } from './terraform-json.ts';

/** A stack as `npm run synth` writes it. */
export interface SynthesizedStack {
  /** `<environment>-<region>-<stack>` */
  readonly id: string;
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
  /** E.g. `network`. */
  readonly stack: string;
  /** Ids of the stacks that are applied before. */
  readonly after: readonly string[];
  readonly json: TerraformJson;
  readonly suppressions: readonly Suppression[];
}

/** Writes every stack of every environment below `folder` and reads it back. */
export function synthesizeEstate(folder: string): readonly SynthesizedStack[] {
  const app = new App({ outdir: folder });
  const built = buildEstate(app, environments, stacks);
  app.synth();
  return built.map((stack) => {
    const id = stack.node.id;
    return {
      id,
      environment: stack.environment.name,
      accountId: stack.environment.accountId,
      region: stack.region,
      stack: id.slice(`${stack.environment.name}-${stack.region}-`.length),
      after: stack.dependencies.map(({ node }) => node.id),
      json: JSON.parse(readFileSync(join(folder, 'stacks', id, 'cdk.tf.json'), 'utf8')) as TerraformJson,
      suppressions: suppressionsIn(stack),
    };
  });
}
