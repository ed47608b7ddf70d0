import type { EmulatorName } from './emulator.ts';
import type { Block, TerraformJson } from './terraform-json.ts';

export interface Emulation {
  readonly urls: Readonly<Record<EmulatorName, string>>;
  /** All names that the provider's `endpoints` takes, one a service. */
  readonly services: readonly string[];
  /** The account that both emulators play: ministack takes it from the access key. */
  readonly accountId: string;
}

/** The stack with its state in its folder. */
export function withLocalState(json: TerraformJson, awsVersion: string): TerraformJson {
  const { backend: _, ...terraform } = json.terraform;
  const aws = json.terraform.required_providers.aws;
  return {
    ...json,
    terraform: {
      ...terraform,
      ...(aws === undefined
        ? {}
        : { required_providers: { ...terraform.required_providers, aws: { ...aws, version: awsVersion } } }),
    },
  };
}

/** Every provider of the stack, aliases too, signed in to one emulator. The account's check stays on. */
export function onEmulator(json: TerraformJson, name: EmulatorName, emulation: Emulation): TerraformJson {
  const { urls, services, accountId } = emulation;
  const endpoints = Object.fromEntries(services.map((service) => [service, urls[name]]));
  const aws = (json.provider.aws ?? []).map(
    ({ assume_role: _, ...provider }): Block => ({
      ...provider,
      access_key: accountId,
      secret_key: 'emulated',
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: false,
      max_retries: 2,
      endpoints: [endpoints],
    }),
  );
  return { ...json, provider: { ...json.provider, aws } };
}
