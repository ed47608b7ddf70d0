import type { EmulatorName } from './emulator.ts';
import type { Block, TerraformJson } from './terraform-json.ts';

export interface Emulation {
  readonly urls: Readonly<Record<EmulatorName, string>>;
  /** Services (names of the provider's `endpoints`) that moto answers for. */
  readonly motoServices: readonly string[];
  /** All names that `endpoints` takes. */
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

/** Every provider of the stack, aliases too, signed in to the emulators. The account's check stays on. */
export function onEmulators(json: TerraformJson, emulation: Emulation): TerraformJson {
  const { urls, motoServices, services, accountId } = emulation;
  const strangers = motoServices.filter((service) => !services.includes(service));
  if (strangers.length > 0) throw new Error(`The provider has no endpoint for ${strangers.join(', ')}`);
  const endpoints = Object.fromEntries(
    services.map((service) => [service, motoServices.includes(service) ? urls.moto : urls.ministack]),
  );
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
