import { stringify } from 'yaml';
import { tagOf, trialVersions } from './trial-versions.ts';

type Expression = { readonly key: string; readonly operator: string; readonly values?: readonly string[] };

interface Stage {
  readonly name: string;
  readonly when: readonly Expression[];
  readonly next: Readonly<Record<string, unknown>>;
  readonly delayMs?: number;
}

const versionLabel = '.metadata.labels["app.kubernetes.io/version"]';
const is = (key: string, ...values: readonly string[]): Expression => ({ key, operator: 'In', values });
const isNot = (key: string, ...values: readonly string[]): Expression => ({ key, operator: 'NotIn', values });
const exists = (key: string): Expression => ({ key, operator: 'Exists' });
const isAbsent = (key: string): Expression => ({ key, operator: 'DoesNotExist' });

const living = isAbsent('.metadata.deletionTimestamp');
const pending = is('.status.phase', 'Pending');
const running = is('.status.phase', 'Running');
const ofJob = is('.metadata.ownerReferences.[].kind', 'Job');
const failingImage = `.spec.containers.[] | select(.image | contains("${tagOf(trialVersions.failingMigration)}"))`;
const neverReady = tagOf(trialVersions.neverReady);
const restarting = tagOf(trialVersions.restarting);

const stages: readonly Stage[] = [
  {
    name: 'ready',
    when: [living, pending, isNot(versionLabel, neverReady, restarting)],
    next: { statusTemplate: runningStatus({ ready: true, restarts: 0 }) },
    // As if it started: a rollout that never has to wait proves nothing.
    delayMs: 500,
  },
  {
    name: 'restarting',
    when: [living, pending, is(versionLabel, restarting)],
    next: { statusTemplate: runningStatus({ ready: true, restarts: 3 }) },
  },
  {
    name: 'never-ready',
    when: [living, pending, is(versionLabel, neverReady)],
    next: { statusTemplate: runningStatus({ ready: false, restarts: 0 }) },
  },
  {
    name: 'complete',
    when: [living, running, ofJob, isAbsent(failingImage)],
    next: { statusTemplate: endedStatus('Succeeded', 'Completed', 0) },
    delayMs: 500,
  },
  {
    name: 'fail',
    when: [living, running, ofJob, exists(failingImage)],
    next: { statusTemplate: endedStatus('Failed', 'Error', 1) },
    delayMs: 500,
  },
  { name: 'delete', when: [exists('.metadata.deletionTimestamp')], next: { delete: true } },
];

/** What becomes of pods on machines that aren't there, as kwok's configuration: as a kubelet would report it. */
export function podStages(): string {
  return stages
    .map(({ name, when, next, delayMs }) =>
      stringify({
        apiVersion: 'kwok.x-k8s.io/v1alpha1',
        kind: 'Stage',
        metadata: { name },
        spec: {
          resourceRef: { apiGroup: 'v1', kind: 'Pod' },
          selector: { matchExpressions: when },
          ...(delayMs === undefined ? {} : { delay: { durationMilliseconds: delayMs } }),
          next,
        },
      }),
    )
    .join('---\n');
}

function runningStatus({ ready, restarts }: { readonly ready: boolean; readonly restarts: number }): string {
  const conditions = Object.entries({ Initialized: true, Ready: ready, ContainersReady: ready }).map(
    ([type, holds]) =>
      `- {type: ${type}, status: "${holds ? 'True' : 'False'}", lastTransitionTime: {{ Now | Quote }}}`,
  );
  return `phase: Running
startTime: {{ Now | Quote }}
conditions:
${conditions.join('\n')}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: ${ready}
  started: true
  restartCount: ${restarts}
  state: {running: {startedAt: {{ Now | Quote }}}}
{{ end }}
{{ $ips := PodIPsWith .spec.nodeName false ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
{{ with $ips }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
`;
}

function endedStatus(phase: string, reason: string, exitCode: number): string {
  return `phase: ${phase}
conditions:
- {type: Ready, status: "False", reason: ${phase}, lastTransitionTime: {{ Now | Quote }}}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: false
  started: false
  restartCount: 0
  state: {terminated: {exitCode: ${exitCode}, reason: ${reason}, startedAt: {{ Now | Quote }}, finishedAt: {{ Now | Quote }}}}
{{ end }}
`;
}
