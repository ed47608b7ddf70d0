import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, type Resource, resourcesIn, resourcesOf, stacksNamed } from '../../support/synthesized.ts';
import { setAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

const root = join(import.meta.dirname, '../../..');
const alarmTypes = ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'] as const;

function violationsOf(alarm: Resource): readonly string[] {
  const { alarm_description: description, alarm_actions: actions, actions_enabled: enabled } = alarm.arguments;
  const runbook = /docs\/runbooks\/[\w-]+\.md/.exec(String(description ?? ''))?.[0];
  return [
    ...(runbook === undefined ? [`${nameOf(alarm)} names no runbook`] : []),
    ...(runbook !== undefined && !existsSync(join(root, runbook)) ? [`${nameOf(alarm)}: there is no ${runbook}`] : []),
    ...(valuesAt({ actions }, 'actions').length === 0 || enabled === false ? [`${nameOf(alarm)} wakes nobody`] : []),
  ];
}

export const policy: Policy = {
  guarantee: 'every alarm reaches a person and names a runbook that exists',
  violationsIn(estate) {
    const alarms = alarmTypes.flatMap((type) => resourcesOf(estate, type));
    const silent = stacksNamed(estate, 'observability').filter(
      (stack) => resourcesIn(stack, 'aws_cloudwatch_metric_alarm').length === 0,
    );
    return [...silent.map(({ id }) => `${id} has no alarm`), ...alarms.flatMap(violationsOf)];
  },
  mutations: [
    {
      title: "takes an alarm's runbook away",
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_cloudwatch_metric_alarm')[0]!.arguments,
          'alarm_description',
          'Something is wrong',
        ),
    },
    {
      title: 'names a runbook that nobody wrote',
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_cloudwatch_metric_alarm')[0]!.arguments,
          'alarm_description',
          'docs/runbooks/not-written.md',
        ),
    },
    {
      title: 'makes an alarm silent',
      apply: (estate) => setAt(resourcesOf(estate, 'aws_cloudwatch_metric_alarm')[0]!.arguments, 'alarm_actions', []),
    },
  ],
};
