export interface ShortMemoryOptions {
  readonly keepMs: number;
  /** At this number all is forgotten at once: simple, and rare. */
  readonly maxEntries: number;
}

/** Remembers what was loaded under a key for a short time; however many ask meanwhile, it is loaded once. Failures are not kept. */
export function createShortMemory<Value>({ keepMs, maxEntries }: ShortMemoryOptions) {
  const entries = new Map<string, { value: Promise<Value>; untilMs: number }>();

  return function remember(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = entries.get(key);
    if (known !== undefined && performance.now() < known.untilMs) return known.value;
    if (entries.size >= maxEntries) entries.clear();
    const value = load();
    entries.set(key, { value, untilMs: performance.now() + keepMs });
    value.catch(() => {
      if (entries.get(key)?.value === value) entries.delete(key);
    });
    return value;
  };
}
