import type { SynthesizedStack } from '../infra/synthesize.ts';
import { drawStack } from './draw-stack.ts';
import { stackGraph } from './stack-graph.ts';

const shown = 'production';

/** The page `docs/architecture/stacks.md`: every kind of stack of production, drawn from what is synthesized. */
export function stacksPage(estate: readonly SynthesizedStack[]): string {
  const stacks = estate.filter(({ environment }) => environment === shown);
  const kinds = [...new Set(stacks.map(({ stack }) => stack))];
  return `${[
    '# The stacks, drawn from what they synthesize',
    '',
    'Made by `npm run architecture`; a test compares. A box is a construct of the stack with the resource types that it holds most of',
    '(`*` stands for the queue, service, bucket ... that tells siblings apart); a rounded box is another stack that it reads SSM',
    'parameters of; an arrow points to what is needed.',
    '',
    '| stack | regions of production | resources | types | applied after |',
    '| --- | --- | --- | --- | --- |',
    ...kinds.map((kind) =>
      row(
        stacks.filter(({ stack }) => stack === kind),
        stacks,
      ),
    ),
    ...kinds.flatMap((kind) => section(fullest(stacks.filter(({ stack }) => stack === kind)))),
  ].join('\n')}\n`;
}

function row(alike: readonly SynthesizedStack[], all: readonly SynthesizedStack[]): string {
  const [first] = alike;
  if (first === undefined) return '';
  const before = new Set(alike.flatMap(({ after }) => after));
  const after = [...new Set(all.filter(({ id }) => before.has(id)).map(({ stack }) => stack))].sort();
  const cells = [
    `[${first.stack}](#${first.stack})`,
    alike.map(({ region }) => region).join(', '),
    alike.map((stack) => countOf(stack)).join(', '),
    String(Object.keys(first.json.resource ?? {}).length),
    after.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function section(stack: SynthesizedStack | undefined): string[] {
  if (stack === undefined) return [];
  return ['', `## ${stack.stack}`, '', '```mermaid', drawStack(stackGraph(stack.json)), '```'];
}

/** A region may hold what others lack: the one with most is drawn. */
function fullest(alike: readonly SynthesizedStack[]): SynthesizedStack | undefined {
  return alike.toSorted((one, other) => countOf(other) - countOf(one))[0];
}

function countOf({ json }: SynthesizedStack): number {
  return Object.values(json.resource ?? {}).reduce((count, byId) => count + Object.keys(byId).length, 0);
}
