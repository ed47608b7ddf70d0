import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prefixOf } from '../../../modules/naming.ts';
import { type Estate, nameOf, type Resource, resourcesOf } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const folder = join(import.meta.dirname, '../../../docs/runbooks');
const headings = ['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Rollback'];

/** What tells somebody to read a runbook, and where its name and description stand. */
const kinds = [
  { type: 'aws_cloudwatch_metric_alarm', name: 'alarm_name', description: 'alarm_description' },
  { type: 'aws_cloudwatch_composite_alarm', name: 'alarm_name', description: 'alarm_description' },
  { type: 'aws_cloudwatch_event_rule', name: 'name', description: 'description' },
] as const;

const runbooks = readdirSync(folder).filter((file) => file !== 'README.md');

const overview = readFileSync(join(folder, 'README.md'), 'utf8');

const runbookIn = (description: unknown) => /docs\/runbooks\/([\w-]+)\.md/.exec(String(description))?.[1];

/** Rules of EventBridge that start something else than a mail have no runbook. */
function named(estate: Estate): readonly { resource: Resource; name: string; runbook: string }[] {
  return kinds.flatMap(({ type, name, description }) =>
    resourcesOf(estate, type).flatMap((resource) => {
      const runbook = runbookIn(resource.arguments[description]);
      return runbook === undefined ? [] : [{ resource, name: String(resource.arguments[name]), runbook }];
    }),
  );
}

/** Each heading once, in this order, and something below each. */
export function formViolationsIn(file: string, text: string): readonly string[] {
  const parts = text.split(/^## /m).slice(1);
  const found = parts.map((part) => part.split('\n', 1)[0] ?? '');
  const empty = parts.filter((part) => part.split('\n').slice(1).join('').trim().length < 20);
  return [
    ...(text.startsWith(`# ${file.replace(/\.md$/, '')}\n`) ? [] : [`${file} is not titled like its alarm`]),
    ...(found.join() === headings.join() ? [] : [`${file} has the headings ${found.join(', ')}`]),
    ...empty.map((part) => `${file}: nothing stands below ${part.split('\n', 1)[0]}`),
    ...(/## Diagnosis\n[^#]*```sh\n/.test(text) ? [] : [`${file} has no command to diagnose by`]),
  ];
}

export const policy: Policy = {
  guarantee: 'each alarm is named like its runbook, and no runbook is without an alarm',
  violationsIn(estate) {
    const alarms = named(estate);
    const used = new Set(alarms.map(({ runbook }) => `${runbook}.md`));
    return [
      ...alarms
        .filter(({ resource, name, runbook }) => {
          const expected = `${prefixOf(resource.stack.environment.name)}-${runbook}`;
          return name !== expected && !name.startsWith(`${expected}-`);
        })
        .map(({ resource, runbook }) => `${nameOf(resource)} is not named like its runbook ${runbook}`),
      ...runbooks.filter((file) => !used.has(file)).map((file) => `nothing rings for docs/runbooks/${file}`),
      ...runbooks.filter((file) => !overview.includes(`](${file})`)).map((file) => `README.md does not list ${file}`),
      ...runbooks.flatMap((file) => formViolationsIn(file, readFileSync(join(folder, file), 'utf8'))),
    ];
  },
  mutations: [
    {
      title: 'sends an alarm to the runbook of another one',
      apply(estate) {
        const [alarm] = resourcesOf(estate, 'aws_cloudwatch_metric_alarm');
        alarm!.arguments.alarm_description = 'Something. Runbook: https://example.test/docs/runbooks/aws-health.md';
      },
    },
    {
      title: 'removes an alarm and forgets its runbook',
      apply(estate) {
        for (const { stack, address, arguments: found } of resourcesOf(estate, 'aws_cloudwatch_metric_alarm')) {
          if (!String(found.alarm_name).endsWith('checkout-stuck')) continue;
          delete stack.json.resource.aws_cloudwatch_metric_alarm?.[address.split('.')[1] ?? ''];
        }
      },
    },
  ],
};
