import { z } from 'zod';
import { templateChart } from '../../charts/template-chart.ts';
import { messageOf } from '../api-client.ts';
import { demand, demandEqual, type Trial } from '../trial.ts';
import { trialVersions } from '../trial-versions.ts';

const Template = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        securityContext: z.looseObject({}),
        volumes: z.array(z.looseObject({})),
        containers: z.array(z.looseObject({ securityContext: z.looseObject({}) })),
      }),
    }),
  }),
});
type PodSpec = z.infer<typeof Template>['spec']['template']['spec'];

const inContainer = (pod: PodSpec, change: object): PodSpec => ({
  ...pod,
  containers: pod.containers.map((container) => ({
    ...container,
    securityContext: { ...container.securityContext, ...change },
  })),
});

/** Ways of being more than an unprivileged process. */
export const breaches: Readonly<Record<string, (pod: PodSpec) => PodSpec>> = {
  privileged: (pod) => inContainer(pod, { privileged: true, allowPrivilegeEscalation: true }),
  'privilege escalation': (pod) => inContainer(pod, { allowPrivilegeEscalation: true }),
  root: (pod) => inContainer({ ...pod, securityContext: {} }, { runAsNonRoot: false, runAsUser: 0 }),
  'a capability': (pod) => inContainer(pod, { capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] } }),
  'no seccomp profile': (pod) =>
    inContainer({ ...pod, securityContext: { runAsNonRoot: true } }, { seccompProfile: { type: 'Unconfined' } }),
  'the network of its node': (pod) => ({ ...pod, hostNetwork: true }),
  'a folder of its node': (pod) => ({
    ...pod,
    volumes: [...pod.volumes, { name: 'host', hostPath: { path: '/' } }],
  }),
};

/** The pod of a service as the chart makes it is taken; each breach of `restricted` is refused. */
export async function refusePods({ api, primary }: Trial, helm: string): Promise<string> {
  const order = primary.services.find(({ chart }) => chart === 'order')!;
  const values = { ...order.values, image: { repository: 'registry.example/order', version: trialVersions.first } };
  const objects = await templateChart(helm, { ...order, values });
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  const { spec } = Template.parse(deployment).spec.template;
  // Its own account is not there yet, and would hide the answer that is asked for.
  const create = (pod: PodSpec) =>
    api.call(`/api/v1/namespaces/${order.namespace}/pods?dryRun=All`, {
      method: 'POST',
      body: { metadata: { name: 'trial' }, spec: { ...pod, serviceAccountName: 'default' } },
    });
  demandEqual((await create(spec)).status, 201, 'the pod as the chart makes it');
  for (const [name, breach] of Object.entries(breaches)) {
    const answer = await create(breach(spec));
    demand(
      answer.status === 403 && messageOf(answer).includes('violates PodSecurity "restricted'),
      `a pod with ${name}: ${answer.status} ${messageOf(answer)}`,
    );
  }
  return `order's pod is taken; refused: ${Object.keys(breaches).join(', ')}`;
}
