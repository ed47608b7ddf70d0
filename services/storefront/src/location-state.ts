/** What one page tells the next of the same visit: never in the address, where an e-mail would be logged and shared. */
export interface Handover {
  email: string;
  /** Shown on arrival. */
  news: string;
}

/** Reads a history entry's state, which may be anything or nothing, as a handover with empty words for what is missing. */
export function readHandover(state: unknown): Handover {
  const given: Record<string, unknown> = typeof state === 'object' && state !== null ? { ...state } : {};
  const word = (name: keyof Handover) => (typeof given[name] === 'string' ? given[name] : '');
  return { email: word('email'), news: word('news') };
}
