/** What became of one stack. */
export interface StackResult {
  readonly id: string;
  resources: number;
  /** Types, by the step that they passed. `clean`: nothing of that type differs in the second plan. */
  readonly types: { validated: string[]; planned: string[]; applied: string[]; clean: string[] };
  readonly counts: { validated: number; planned: number; applied: number; clean: number };
  /** What went wrong, in the order it did. */
  readonly problems: string[];
  destroyed: boolean;
  seconds: number;
}

export const emptyResult = (id: string): StackResult => ({
  id,
  resources: 0,
  types: { validated: [], planned: [], applied: [], clean: [] },
  counts: { validated: 0, planned: 0, applied: 0, clean: 0 },
  problems: [],
  destroyed: false,
  seconds: 0,
});

export interface Totals {
  readonly resources: Readonly<Record<keyof StackResult['counts'], number>>;
  readonly types: Readonly<Record<keyof StackResult['types'], number>>;
}

const steps = ['validated', 'planned', 'applied', 'clean'] as const;

/** A type is clean when it is clean in every stack that applied it. */
export function totalsOf(results: readonly StackResult[]): Totals {
  const typesIn = (step: keyof StackResult['types']) => new Set(results.flatMap(({ types }) => types[step]));
  const unclean = new Set(results.flatMap(({ types }) => types.applied.filter((type) => !types.clean.includes(type))));
  const sum = (step: keyof StackResult['counts']) => results.reduce((total, { counts }) => total + counts[step], 0);
  return {
    resources: Object.fromEntries(steps.map((step) => [step, sum(step)])) as Totals['resources'],
    types: {
      validated: typesIn('validated').size,
      planned: typesIn('planned').size,
      applied: typesIn('applied').size,
      clean: [...typesIn('clean')].filter((type) => !unclean.has(type)).length,
    },
  };
}

export function resultTable(results: readonly StackResult[]): string {
  const rows = results.map(({ id, resources, types, counts, problems, destroyed, seconds }) => [
    id,
    String(resources),
    String(types.validated.length),
    ...steps.map((step) => String(counts[step])),
    destroyed ? 'yes' : 'no',
    `${Math.round(seconds)} s`,
    problems.length === 0 ? 'ok' : `${problems.length} PROBLEM${problems.length === 1 ? '' : 'S'}`,
  ]);
  const totals = totalsOf(results);
  const heads = ['stack', 'resources', 'types', ...steps, 'destroyed', 'took', ''];
  return [
    table(heads, rows),
    '',
    table(
      ['in all', ...steps],
      [
        ['resources', ...steps.map((step) => String(totals.resources[step]))],
        ['types', ...steps.map((step) => String(totals.types[step]))],
      ],
    ),
  ].join('\n');
}

/** Columns as wide as their longest cell; numbers to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (text: string) => /^\d+( s)?$/.test(text);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (isNumber(cell) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
