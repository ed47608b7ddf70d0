import type { PolicyStatement } from './policy-document.ts';

/** Denies everyone, the account's own roles too, what comes without TLS. */
export function tlsOnly(actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return {
    sid: 'TlsOnly',
    effect: 'Deny',
    principals: '*',
    actions,
    resources,
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
