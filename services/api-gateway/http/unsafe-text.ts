/**
 * Text that is legal JSON and that databases refuse: NUL, and halves of surrogate pairs. Answers the path of the first
 * member that holds some, as in problems' `errors[].path`.
 */
export function unsafeTextIn(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return isUnsafe(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (isUnsafe(name)) return path;
    const found = unsafeTextIn(member, path === '' ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isUnsafe(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
