/** No option: the focus is on the typed text itself. */
export const noOption = -1;

/**
 * Where an arrow key leads in a list of `count` options, through the text field between last and first;
 * undefined for keys that do not move.
 */
export function nextOption(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return current === count - 1 ? noOption : current + 1;
  if (key === 'ArrowUp') return current === noOption ? count - 1 : current - 1;
  return undefined;
}
