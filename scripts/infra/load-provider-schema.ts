import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '../local/platform-options.ts';
import { type ProviderSchema, readProviderSchema } from './provider-schema.ts';
import { createTerraform } from './terraform.ts';

export interface SchemaRequest {
  readonly terraform: string;
  readonly configFile: string;
  readonly version: string;
  /** For a stack of its own. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Asks the provider what it knows; the answer is kept for each version, because asking takes half a minute. */
export async function loadProviderSchema(request: SchemaRequest): Promise<ProviderSchema> {
  const { terraform: binary, configFile, version, folder, signal } = request;
  const kept = join(localFolder, 'infra', `aws-${version}.json`);
  if (existsSync(kept)) return readProviderSchema(readFileSync(kept, 'utf8'));

  const own = join(folder, 'schema');
  mkdirSync(own, { recursive: true });
  mkdirSync(join(localFolder, 'infra'), { recursive: true });
  const json = { terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } } };
  writeFileSync(join(own, 'main.tf.json'), JSON.stringify(json));
  const terraform = createTerraform(binary, { folder: own, configFile, signal, logFile: join(own, 'terraform.log') });
  await terraform.run('init', '-no-color', '-input=false');
  const output = await terraform.run('providers', 'schema', '-json');
  const schema = readProviderSchema(output);
  writeFileSync(`${kept}.part`, output);
  renameSync(`${kept}.part`, kept);
  return schema;
}
