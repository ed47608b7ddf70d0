import type { Room, StackGraph } from './stack-graph.ts';

const mostTypes = 4;

/** A Mermaid flowchart: what stands in the stack, other stacks that it reads of, and arrows to what is needed. */
export function drawStack({ rooms, reads, arrows }: StackGraph): string {
  const ids = new Map([...rooms.map(({ name }) => name), ...reads].map((name, index) => [name, `n${index}`]));
  return [
    'flowchart LR',
    ...rooms.map((room) => `  ${ids.get(room.name)}["${room.name}<br/>${holdings(room)}"]`),
    ...reads.map((stack) => `  ${ids.get(stack)}(["${stack} stack"])`),
    ...arrows.map(([from, to]) => `  ${ids.get(from)} --> ${ids.get(to)}`),
  ].join('\n');
}

/** The types that it holds most of: `12 subnet, 3 nat_gateway`. */
function holdings({ types }: Room): string {
  const sorted = [...types].sort(([one, few], [other, more]) => more - few || one.localeCompare(other));
  const named = sorted
    .slice(0, mostTypes)
    .map(([type, count]) => `${count === 1 ? '' : `${count} `}${type.replace(/^aws_/, '')}`);
  const rest = sorted.length - named.length;
  return `<small>${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}</small>`;
}
