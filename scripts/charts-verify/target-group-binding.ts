import type { KubernetesObject } from '../charts/template-chart.ts';

/**
 * The load balancer controller's resource, as far as we use it. Its project publishes the definition with the chart alone.
 * Source: kubernetes-sigs/aws-load-balancer-controller, config/crd/bases/elbv2.k8s.aws_targetgroupbindings.yaml.
 */
export function targetGroupBindingDefinition(): KubernetesObject {
  const spec = {
    type: 'object',
    required: ['serviceRef', 'targetGroupARN'],
    properties: {
      serviceRef: {
        type: 'object',
        required: ['name', 'port'],
        properties: { name: { type: 'string' }, port: { 'x-kubernetes-int-or-string': true } },
      },
      targetGroupARN: { type: 'string', minLength: 1 },
      targetType: { type: 'string', enum: ['instance', 'ip'] },
      ipAddressType: { type: 'string', enum: ['ipv4', 'ipv6'] },
      vpcID: { type: 'string' },
    },
  };
  const openAPIV3Schema = {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec,
      status: { type: 'object', properties: { observedGeneration: { type: 'integer' } } },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'targetgroupbindings.elbv2.k8s.aws' },
    spec: {
      group: 'elbv2.k8s.aws',
      scope: 'Namespaced',
      names: {
        plural: 'targetgroupbindings',
        singular: 'targetgroupbinding',
        kind: 'TargetGroupBinding',
        listKind: 'TargetGroupBindingList',
      },
      versions: [{ name: 'v1beta1', served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  };
}
