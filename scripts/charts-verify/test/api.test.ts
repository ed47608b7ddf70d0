import { expect } from 'chai';
import type { KubernetesObject } from '../../charts/template-chart.ts';
import { type ApiAnswer, type ApiCall, type ApiClient, messageOf } from '../api-client.ts';
import { readyEndpoints, watchingReady } from '../ready-watch.ts';
import { pathOf, tryObject } from '../resource-paths.ts';

const resources = [
  { name: 'deployments', kind: 'Deployment', namespaced: true },
  { name: 'deployments/status', kind: 'Deployment', namespaced: true },
  { name: 'nodepools', kind: 'NodePool', namespaced: false },
];

function apiThat({
  answers = () => ({ status: 200, body: {} }),
  lists = () => [],
}: {
  answers?: (path: string, call?: ApiCall) => ApiAnswer;
  lists?: () => readonly KubernetesObject[];
}): ApiClient {
  return {
    call: async (path, call) => answers(path, call),
    must: async () => ({ resources }),
    list: async () => lists(),
  };
}

const objectOf = (apiVersion: string, kind: string, namespace?: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'order', ...(namespace === undefined ? {} : { namespace }) },
});

describe('the place of an object in the API', () => {
  it('follows from what the server says of its kind', async () => {
    const api = apiThat({});

    expect(await pathOf(api, objectOf('apps/v1', 'Deployment'), 'shop')).to.equal(
      '/apis/apps/v1/namespaces/shop/deployments/order',
    );
    expect(await pathOf(api, objectOf('apps/v1', 'Deployment', 'other'), 'shop')).to.contain('/namespaces/other/');
    expect(await pathOf(api, objectOf('karpenter.sh/v1', 'NodePool'), 'shop')).to.equal(
      '/apis/karpenter.sh/v1/nodepools/order',
    );
  });

  it('is none for a kind that the server does not have', async () => {
    const refused = await pathOf(apiThat({}), objectOf('v1', 'PodMonitor'), 'shop').catch(
      (error: Error) => error.message,
    );

    expect(refused).to.contain('no PodMonitor');
  });
});

it('an object is tried strictly and without a trace, and a refusal is told', async () => {
  const paths: string[] = [];
  const answers = (status: number) => (path: string) => {
    paths.push(path);
    return { status, body: { message: 'field not declared in schema' } };
  };
  const deployment = objectOf('apps/v1', 'Deployment');

  expect(await tryObject(apiThat({ answers: answers(200) }), deployment, 'shop')).to.equal(undefined);
  expect(await tryObject(apiThat({ answers: answers(500) }), deployment, 'shop')).to.contain('not declared in schema');
  for (const path of paths) expect(path).to.contain('dryRun=All').and.contain('fieldValidation=Strict');
});

it('what a server says of a refusal is its message, or all of it', () => {
  expect(messageOf({ status: 403, body: { message: 'violates PodSecurity' } })).to.equal('violates PodSecurity');
  expect(messageOf({ status: 502, body: 'bad gateway' })).to.equal('bad gateway');
});

describe('ready pods behind a service', () => {
  const slice = (...ready: (boolean | undefined)[]): KubernetesObject => ({
    ...objectOf('discovery.k8s.io/v1', 'EndpointSlice'),
    endpoints: ready.map((one) => ({ conditions: one === undefined ? {} : { ready: one } })),
  });

  it('are those that are said to be ready, in all slices', async () => {
    const lists = () => [slice(true, false, undefined), slice(true), { ...slice(), endpoints: null }];

    expect(await readyEndpoints(apiThat({ lists }), 'shop', 'order')).to.equal(2);
  });

  it('are watched for the fewest at any time', async () => {
    let [asked, toldAgain] = [0, () => {}];
    const again = new Promise<void>((resolve) => {
      toldAgain = resolve;
    });
    const lists = () => {
      asked += 1;
      if (asked > 2) toldAgain();
      return asked === 2 ? [slice(true)] : [slice(true, true, true)];
    };

    const { fewest } = await watchingReady(apiThat({ lists }), { namespace: 'shop', service: 'order' }, () => again);

    expect(fewest).to.equal(1);
  });

  it('are watched no longer once what is done fails', async () => {
    let asked = 0;
    const lists = () => {
      asked += 1;
      return [slice(true)];
    };
    const failure = await watchingReady(apiThat({ lists }), { namespace: 'shop', service: 'order' }, () =>
      Promise.reject(new Error('no cluster')),
    ).catch((error: unknown) => String(error));
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 500));

    expect([failure, asked]).to.deep.equal(['Error: no cluster', before]);
  });
});
