import type { PolicyStatement } from '../policy-document/policy-document.ts';

export interface KeysByAliasProps {
  readonly sid: string;
  /** `arn:aws:kms:eu-west-1:111111111111:key/*` */
  readonly keys: string;
  /** `alias/...` of the keys that are meant. */
  readonly aliases: readonly string[];
  /** The service that uses the key for the role, e.g. `s3.eu-west-1.amazonaws.com`. */
  readonly viaService: string;
}

/**
 * In a role's policy: encrypt and decrypt, through one service, with the keys that have these aliases. So a role needs no
 * key's id, which another stack knows. Source: AWS KMS Developer Guide, "Use aliases to control access to KMS keys".
 */
export function useKeysByAlias({ sid, keys, aliases, viaService }: KeysByAliasProps): PolicyStatement {
  return {
    sid,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [keys],
    conditions: {
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': aliases },
      StringEquals: { 'kms:ViaService': viaService },
    },
  };
}
