/** The command line of the plan review: see --help. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closestTo } from './local/cli/closest.ts';
import { comment, commentLimit } from './plan-review/comment.ts';
import { BadInputError, readPlan } from './plan-review/plan-file.ts';
import { review } from './plan-review/review.ts';
import { labelPrefix } from './plan-review/stateful.ts';
import { readPriceTable } from './prices/price-table.ts';

const help = `npm run plan:review -- [options] <plan.json>...

Turns plans into a Markdown comment: what is added, changed, replaced and destroyed, what IAM, security groups and public
access let in, what a month costs more or less. A plan is what "terraform show -json <plan>" writes; the file's name is the
stack's. Sensitive values are never shown.

  --label <label>   a label of the pull request; may be given more than once. One allows the end of one thing that holds
                    data: ${labelPrefix}<code>, with the code that the review names, or
                    ${labelPrefix}<stack>/<address>
  --labels <json>   the same as a JSON list of texts, as GitHub gives them
  --title <text>    names it in its heading, e.g. the environment
  --limit <n>       at most so many characters (default ${commentLimit}, as many as a comment of GitHub takes)
  --out <file>      writes there instead of to the standard output
  --help

Exit code 0: it may be applied. 1: something that holds data would be replaced or destroyed, and no label allows it.
2: the review could not be made.
`;

const options = {
  label: { type: 'string', multiple: true },
  labels: { type: 'string' },
  title: { type: 'string' },
  limit: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function main(): number {
  const { values, positionals } = given();
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (positionals.length === 0) throw new BadInputError('give at least one plan, as "terraform show -json" writes it');
  const prices = readPriceTable();
  const plans = positionals.map(readPlan);
  const twice = plans.find(({ stack }, index) => plans.findIndex((plan) => plan.stack === stack) !== index);
  if (twice !== undefined)
    throw new BadInputError(`${twice.stack}: two plans of one name; name each file for its stack`);
  const reviewed = review(plans, [...(values.label ?? []), ...labelsIn(values.labels)], prices);
  const limit = limitOf(values.limit);
  const text = comment(reviewed, prices, { limit, ...(values.title === undefined ? {} : { title: values.title }) });
  if (values.out === undefined) process.stdout.write(text);
  else writeFileSync(values.out, text);
  for (const { stack, address } of reviewed.refused)
    process.stderr.write(`plan-review: refused: ${stack} ${address}\n`);
  return reviewed.refused.length > 0 ? 1 : 0;
}

function given() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (cause) {
    const [, flag = ''] = /'(?:-[a-z], )?--?([\w-]+)/.exec(cause instanceof Error ? cause.message : '') ?? [];
    const near = closestTo(flag, Object.keys(options));
    const advice = near !== undefined && near !== flag ? `; did you mean --${near}?` : '; see --help';
    throw new BadInputError(`${cause instanceof Error ? cause.message.split('.')[0] : cause}${advice}`, { cause });
  }
}

/** GitHub's summary of a job takes 1 MiB. Source: GitHub Docs, "Workflow commands", job summaries. */
const summaryLimit = 1_000_000;

function limitOf(text: string | undefined): number {
  if (text === undefined) return commentLimit;
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit >= 1000 && limit <= summaryLimit) return limit;
  throw new BadInputError(`--limit takes a whole number from 1000 to ${summaryLimit}, not "${text}"`);
}

function labelsIn(json: string | undefined): readonly string[] {
  if (json === undefined || json === '') return [];
  try {
    const labels: unknown = JSON.parse(json);
    if (Array.isArray(labels) && labels.every((label) => typeof label === 'string')) return labels;
  } catch {
    // The message below says what is wanted.
  }
  throw new BadInputError(`--labels takes a JSON list of texts such as ["${labelPrefix}1a2b3c4d"], not ${json}`);
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`plan-review: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
