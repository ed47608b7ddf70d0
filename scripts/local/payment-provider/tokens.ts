import { ProviderError } from './provider-error.ts';
import type { DeclineCode } from './schemas.ts';

export interface TokenBehaviour {
  /** Why the authorization is declined; absent, it is authorized. */
  decline?: DeclineCode;
  /** Answer 500 without any effect the first time a key is seen. */
  failFirst?: boolean;
  /** When the answer leaves, once the outcome is durable. */
  answer: 'at-once' | 'slowly' | 'never' | 'after-webhook';
}

const behaviours = new Map<string, TokenBehaviour>([
  ['tok_ok', { answer: 'at-once' }],
  ['tok_declined', { decline: 'card_declined', answer: 'at-once' }],
  ['tok_insufficient_funds', { decline: 'insufficient_funds', answer: 'at-once' }],
  ['tok_slow', { answer: 'slowly' }],
  ['tok_hang', { answer: 'never' }],
  ['tok_error', { failFirst: true, answer: 'at-once' }],
  ['tok_webhook_first', { answer: 'after-webhook' }],
]);

/**
 * What a token makes the provider do.
 * @throws ProviderError 400 `invalid_token`; its message never repeats the token, which might be a card number
 */
export const tokenBehaviour = (token: string): TokenBehaviour => {
  const behaviour = behaviours.get(token);
  if (behaviour) return behaviour;
  if (/^\d{13,19}$/.test(token.replace(/[\s-]/g, ''))) {
    throw new ProviderError(400, 'invalid_token', 'this looks like a card number: send a token, never the card');
  }
  throw new ProviderError(400, 'invalid_token', `unknown token: use one of ${[...behaviours.keys()].join(', ')}`);
};
