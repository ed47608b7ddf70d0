/** The architecture page as data: its pictures' boxes and arrows, and the rows of its tables. */

export interface Picture {
  readonly boxes: ReadonlySet<string>;
  /** `from to`, by their ids. */
  readonly arrows: ReadonlySet<string>;
}

export interface Row {
  /** The first cell as written. */
  readonly what: string;
  /** Boxes and arrows (`from to`) that the first cell names; none in a table of notes. */
  readonly covers: readonly string[];
  readonly madeIn: string;
  readonly stack: string;
  readonly types: readonly string[];
  readonly test: string;
}

const arrow = /^(\w+)\s*(?:-->(?:\|[^|]*\|)?|---|-\.[^.]*\.->|==[^=]*==>)\s*(\w+)$/;

/** Reads one Mermaid flowchart: subgraphs are boxes, labels are left out. */
export function pictureOf(mermaid: string): Picture {
  const boxes = new Set<string>();
  const arrows = new Set<string>();
  for (const line of mermaid.split('\n').map(withoutLabels)) {
    const subgraph = /^subgraph (\w+)/.exec(line)?.[1];
    const found = arrow.exec(line);
    if (subgraph !== undefined) boxes.add(subgraph);
    else if (found !== null) {
      const [, from = '', to = ''] = found;
      boxes.add(from).add(to);
      arrows.add(`${from} ${to}`);
    } else if (/^\w+$/.test(line) && line !== 'end') boxes.add(line);
  }
  return { boxes, arrows };
}

/** `gateway[api-gateway] --> x[("S3: y")]` -> `gateway --> x` */
function withoutLabels(line: string): string {
  return line.trim().replace(/(\w)(?:\["[^"]*"\]|\[\("[^"]*"\)\]|\(\[[^\]]*\]\)|\{\{[^}]*\}\}|\[[^\]]*\])/g, '$1');
}

/** The rows of every table below a heading whose columns are: what, made in, stack, resource types, test. */
export function rowsOf(markdown: string): readonly Row[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (---|box or arrow|note) \|/.test(line))
    .map((line) => {
      const [what = '', madeIn = '', stack = '', types = '', test = ''] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return {
        what,
        covers: what.split(/,\s*/).map((part) => coveredBy(part)),
        madeIn: code(madeIn),
        stack,
        types: [...types.matchAll(/`(aws_\w+|helm_release)`/g)].map(([, type = '']) => type),
        test: code(test),
      };
    });
}

function coveredBy(part: string): string {
  const found = /^(\w+) (?:-->|---|==>) (\w+)$/.exec(part);
  return found === null ? part : `${found[1]} ${found[2]}`;
}

const code = (cell: string) => cell.replaceAll('`', '');

/** The page's parts that begin with `## `, by heading. */
export function sectionsOf(markdown: string): ReadonlyMap<string, string> {
  const parts = markdown.split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]));
}

export const mermaidIn = (section: string) => /```mermaid\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
