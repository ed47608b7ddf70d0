import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import {
  nameOf,
  type Resource,
  resourcesIn,
  resourcesOf,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import { isOn, setAt, valueAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

const root = join(import.meta.dirname, '../../..');
const isOurs = ({ arguments: { chart } }: Resource) => String(chart).startsWith('../');

/** What holds for every release, ours and others'. */
function sloppy(release: Resource): readonly string[] {
  const { chart, version } = release.arguments;
  const known = isOurs(release)
    ? existsSync(join(root, 'charts', String(release.arguments.name), 'Chart.yaml'))
    : /^\d+\.\d+\.\d+$/.test(String(version));
  return [
    ...(known ? [] : [`${nameOf(release)}: the chart ${String(chart)} is not pinned, or not there`]),
    ...(isOn(release.arguments, 'atomic') && isOn(release.arguments, 'wait')
      ? []
      : [`${nameOf(release)} leaves a failed release as it is`]),
  ];
}

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const releases = resourcesIn(stack, 'helm_release');
  return [
    ...serviceNames
      .filter((service) => releases.filter(({ arguments: { name } }) => name === service).length !== 1)
      .map((service) => `${stack.id}: not one release of ${service}`),
    ...releases
      .filter(
        ({ arguments: { values } }) => !/"version":"\$\{aws_ssm_parameter\.[\w-]+current[\w-]+\./.test(String(values)),
      )
      .map((release) => `${nameOf(release)} decides by itself which version runs`),
    ...releases
      .filter(({ arguments: given }) => !String(valueAt(given, 'lifecycle.precondition.condition')).includes('target'))
      .map((release) => `${nameOf(release)} may be touched during a rollout`),
    ...resourcesIn(stack, 'aws_ssm_parameter')
      .filter(({ arguments: given }) => !String(valueAt(given, 'lifecycle.ignore_changes')).includes('insecure_value'))
      .map((parameter) => `${nameOf(parameter)} would undo a rollout`),
  ];
}

const first = (estate: Parameters<Policy['violationsIn']>[0], type: string) =>
  resourcesIn(stacksNamed(estate, 'services')[0]!, type)[0]!.arguments;

export const policy: Policy = {
  guarantee: 'each service is one release, at the version that the last rollout left, and is not touched during one',
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'services');
    return [
      ...(stacks.length === 0 ? ['no services stack'] : stacks.flatMap(violationsOf)),
      ...resourcesOf(estate, 'helm_release').flatMap(sloppy),
    ];
  },
  mutations: [
    {
      title: 'leaves a failed release as it is',
      apply: (estate) => setAt(first(estate, 'helm_release'), 'atomic', false),
    },
    {
      title: 'decides in Terraform which version runs',
      apply(estate) {
        const release = first(estate, 'helm_release');
        release.values = [String(release.values).replace(/\$\{aws_ssm_parameter[^}]*\}/, '1.0.0')];
      },
    },
    {
      title: 'touches a release during a rollout',
      apply: (estate) => setAt(first(estate, 'helm_release'), 'lifecycle', undefined),
    },
    {
      title: 'undoes a rollout',
      apply: (estate) => setAt(first(estate, 'aws_ssm_parameter'), 'lifecycle', undefined),
    },
    {
      title: 'takes whatever version of a chart is the newest',
      apply(estate) {
        const other = resourcesOf(estate, 'helm_release').find((release) => !isOurs(release))!;
        delete other.arguments.version;
      },
    },
    {
      title: 'forgets a service',
      apply(estate) {
        const releases = stacksNamed(estate, 'services')[0]!.json.resource.helm_release!;
        delete releases[Object.keys(releases)[0]!];
      },
    },
  ],
};
