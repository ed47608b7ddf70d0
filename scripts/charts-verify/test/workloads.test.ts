import { expect } from 'chai';
import type { ApiClient } from '../api-client.ts';
import { secretOf } from '../secrets-operator.ts';
import { deploymentMissing, type ServicePod, unresolvedReferences } from '../workloads.ts';

const answering = (body: unknown): ApiClient => ({
  call: async () => ({ status: 200, body }),
  must: async () => body,
  list: async () => [],
});

const deployment = (status: object, spec = { replicas: 3 }) => ({
  metadata: { name: 'order', generation: 4 },
  spec,
  status,
});

describe('a deployment', () => {
  const complete = { observedGeneration: 4, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
  const missing = (status: object) => deploymentMissing(answering(deployment(status)), 'shop', 'order', 3);

  it('is complete when every pod is of the newest template and available', async () => {
    expect(await missing(complete)).to.equal(undefined);
  });

  it('is not while old pods remain, new ones lack, or its newest state was not looked at', async () => {
    for (const change of [
      { replicas: 4 },
      { updatedReplicas: 2 },
      { availableReplicas: 2 },
      { observedGeneration: 3 },
    ]) {
      expect(await missing({ ...complete, ...change }), JSON.stringify(change)).to.contain('order');
    }
    expect(await missing({ observedGeneration: 4 })).to.contain('3, 0, 0, 0 instead of 3');
  });
});

describe('what a pod refers to', () => {
  const pod = (...envFrom: ServicePod['spec']['containers'][number]['envFrom']): ServicePod => ({
    metadata: { name: 'order-1', uid: '1' },
    spec: { containers: [{ image: 'order', envFrom }] },
  });
  const there = { configMaps: new Set(['order']), secrets: new Set(['order-database']) };

  it('has to be there, unless it is optional', () => {
    const secret = (name: string, optional: boolean) => ({ secretRef: { name, optional } });

    expect(unresolvedReferences([pod(secret('order-database', false), secret('stripe', true))], there)).to.deep.equal(
      [],
    );
    expect(unresolvedReferences([pod(secret('order-token', false))], there)).to.deep.equal([
      'order-1 waits for the Secret order-token',
    ]);
    expect(unresolvedReferences([pod({ configMapRef: { name: 'carts', optional: false } })], there)).to.deep.equal([
      'order-1 waits for the ConfigMap carts',
    ]);
  });
});

it('the secret of an ExternalSecret has its keys, goes with it, and has words for what Secrets Manager holds', () => {
  const secret = secretOf({
    metadata: { name: 'order-database-orders', uid: 'u' },
    spec: {
      target: {
        name: 'order-database-orders',
        template: { data: { DATABASE_URL: 'postgresql://{{ .username }}:{{ .password }}@host/orders' } },
      },
    },
  });

  expect(secret.stringData).to.deep.equal({ DATABASE_URL: 'postgresql://a-username:a-password@host/orders' });
  expect(secret.metadata.ownerReferences[0]).to.include({ kind: 'ExternalSecret', uid: 'u', controller: true });
});
