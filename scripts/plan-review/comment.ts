import type { PriceTable } from '../prices/price-table.ts';
import type { Kind } from './classify.ts';
import { costSection } from './cost-section.ts';
import { code, escaped, fenced, signedUsd, table } from './markdown.ts';
import type { Review, StackReview } from './review.ts';
import { type Loss, labelPrefix } from './stateful.ts';

/** GitHub refuses a longer comment. Source: its API's answer, "Body is too long (maximum is 65536 characters)". */
export const commentLimit = 65_536;

/** Finds the comment again, so that each push changes it and adds none. */
export const marker = '<!-- evermart-plan-review -->';

const verbs: Readonly<Record<Kind, string>> = {
  destroy: '🟥 destroy',
  replace: '🟧 replace',
  forget: '🟨 forget',
  update: 'change',
  create: 'add',
  import: 'import',
  move: 'move',
};

export interface CommentProps {
  /** What was planned, e.g. an environment. */
  readonly title?: string;
  /** In characters: less than GitHub's where several reviews share a comment. */
  readonly limit?: number;
}

/**
 * The review as a comment of GitHub-flavoured Markdown. What does not fit is left out from the end, and it says so.
 */
export function comment(
  review: Review,
  prices: PriceTable,
  { title, limit = commentLimit }: CommentProps = {},
): string {
  const touched = review.stacks.filter(hasNews);
  const untouched = review.stacks.filter((stack) => !hasNews(stack));
  const head = [
    marker,
    title === undefined ? '## Plan review' : `## Plan review: ${escaped(title)}`,
    verdict(review),
    ...review.idleLabels.map(
      (label) => `⚠️ The label ${code(label)} means nothing in these plans: was it meant for another resource?`,
    ),
    touched.length === 0 ? '' : summary(touched),
    untouched.length === 0 ? '' : `No changes: ${untouched.map(({ stack }) => code(stack)).join(', ')}.`,
  ];
  // What must be read comes before what may be looked up, so that the end is what is cut.
  const sections = [
    ...touched.flatMap(({ stack, findings }) =>
      findings.filter(({ widened }) => widened.length > 0).map((finding) => findingSection(stack, finding)),
    ),
    ...touched.map(changeTable),
    ...touched.flatMap(({ stack, findings }) =>
      findings.filter(({ widened }) => widened.length === 0).map((finding) => findingSection(stack, finding)),
    ),
    costSection(touched, prices),
  ];
  return fitted(head, sections, limit);
}

function fitted(head: readonly string[], sections: readonly string[], most: number): string {
  const note = (left: number) =>
    `\n\n> ✂️ ${left} more section${left === 1 ? '' : 's'} did not fit into a comment. The run that wrote it has the whole review.\n`;
  const limit = most - note(sections.length).length;
  let text = cut(head.filter(Boolean).join('\n\n'), limit);
  for (const [index, section] of sections.entries()) {
    if (section === '') continue;
    if (text.length + section.length + 2 > limit) return text + note(sections.length - index);
    text += `\n\n${section}`;
  }
  return `${text}\n`;
}

const cut = (text: string, limit: number) => (text.length <= limit ? text : `${text.slice(0, limit - 20)}\n\n… (cut)`);

const hasNews = ({ changes, deferred, errored }: StackReview) => changes.length > 0 || deferred.length > 0 || errored;

function verdict({ refused, stacks }: Review): string {
  const widened = stacks.flatMap(({ findings }) => findings).filter((finding) => finding.widened.length > 0).length;
  const allowed = stacks.flatMap(({ losses }) => losses).filter((loss) => loss.allowed);
  const lines = [
    ...refused.map((loss) => `- ${lossText(loss)}. If that is meant: label ${code(labelPrefix + loss.code)}.`),
    ...allowed.map((loss) => `- ${lossText(loss)}; a label allows it.`),
  ];
  const errored = stacks.filter((stack) => stack.errored).map(({ stack }) => code(stack));
  return [
    `### ${headline({ refused: refused.length, widened, errored: errored.length })}`,
    ...lines,
    ...(refused.length > 0 && widened > 0
      ? [`\n⚠️ And ${widened} change${widened === 1 ? '' : 's'} let${widened === 1 ? 's' : ''} in more than before.`]
      : []),
    ...(errored.length > 0
      ? [`\n⚠️ Terraform stopped half way in ${errored.join(', ')}: there is more than this shows.`]
      : []),
  ].join('\n');
}

function headline({ refused, widened, errored }: Readonly<Record<'refused' | 'widened' | 'errored', number>>): string {
  if (refused > 0) return '⛔ Refused: data would be lost';
  if (widened > 0) return '⚠️ Lets in more than before: read it';
  if (errored > 0) return '⚠️ Not everything could be planned';
  return '✅ Nothing that holds data is lost, nothing lets in more than before';
}

const lossText = ({ stack, address, kind }: Loss) => `${verbs[kind]} ${code(address)} in ${code(stack)}`;

function summary(stacks: readonly StackReview[]): string {
  const rows = stacks.map(({ stack, counts, findings, cost }) => [
    code(stack),
    ...(['create', 'update', 'replace', 'destroy'] as const).map((kind) => String(counts[kind] || '')),
    String(counts.import + counts.move + counts.forget || ''),
    String(findings.filter(({ widened }) => widened.length > 0).length || ''),
    cost.parts.length === 0 ? '' : signedUsd(cost.usd),
  ]);
  return table(['stack', 'add', 'change', 'replace', 'destroy', 'other', '⚠️', 'a month'], rows);
}

/** More rows than this, and one stack would push out the others. The most dangerous come first. */
const mostRows = 80;

function changeTable({ stack, changes, deferred }: StackReview): string {
  const rows = [
    ...changes.map(({ address, kind, remarks, changed }) => [
      verbs[kind],
      code(address),
      [...changed.map(code), ...remarks.map(escaped)].join(', '),
    ]),
    ...deferred.map(({ address, reason }) => ['deferred', code(address), escaped(reason.replaceAll('_', ' '))]),
  ];
  if (rows.length === 0) return '';
  const left = rows.slice(mostRows);
  const leftKinds = [...new Set(left.map(([kind = '']) => kind))].join(', ');
  return [
    `<details><summary><code>${escaped(stack)}</code>: ${rows.length} change${rows.length === 1 ? '' : 's'}</summary>`,
    table(['', 'resource', 'what'], rows.slice(0, mostRows)),
    ...(left.length > 0 ? [`and ${left.length} more (${leftKinds}); the plan has them all.`] : []),
    '</details>',
  ].join('\n\n');
}

function findingSection(stack: string, { address, what, widened, diff }: StackReview['findings'][number]): string {
  const title = `${widened.length > 0 ? '⚠️ ' : ''}${code(address)} ${escaped(what)} (${code(stack)})`;
  return [
    `#### ${title}`,
    ...widened.map((line) => `- **${escaped(line)}**`),
    '',
    fenced('diff', diff.map(shortened)),
  ].join('\n');
}

/** A policy of thousands of characters would push out everything else. */
const shortened = (line: string) =>
  line.length <= 3000 ? line : `${line.slice(0, 3000)} … (${line.length} characters)`;
