/** The sandbox provider's tokens, each with what happens to a payment with it. */
export const sandboxCards = [
  { token: 'tok_ok', label: 'Test card that succeeds' },
  { token: 'tok_declined', label: 'Test card that is declined' },
  { token: 'tok_insufficient_funds', label: 'Test card with insufficient funds' },
  { token: 'tok_slow', label: 'Test card that is slow', note: 'Answers after three seconds.' },
  { token: 'tok_hang', label: 'Test card that never answers', note: 'The provider tells the shop later.' },
  { token: 'tok_error', label: 'Test card that fails once', note: 'The shop asks again by itself.' },
  { token: 'tok_webhook_first', label: 'Test card that is confirmed early', note: 'The notice overtakes the answer.' },
] as const;
