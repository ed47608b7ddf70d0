import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group/index.js';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { bottlerocketAmiType, bottlerocketDisks, bottlerocketSettings } from './bottlerocket.ts';
import type { NodeRole } from './node-role.ts';
import { systemNodes } from './system-nodes.ts';

export interface NodeGroupProps {
  /** Of the launch template and of the instances. */
  readonly name: string;
  readonly clusterName: string;
  readonly subnetIds: readonly string[];
  readonly instanceType: string;
  /** How many there are; one more while they are replaced. */
  readonly nodes: number;
  readonly role: NodeRole;
  /** Encrypts the disks: its policy lets Auto Scaling use it. */
  readonly keyArn: string;
  /** What must be there before a node: the network plugin, the identity agent. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The few nodes that run the controllers. Everything else runs on nodes that Karpenter makes. The instance type stands
 * in the launch template, so that a change replaces node by node and not the group.
 */
export class NodeGroup extends Construct {
  readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { clusterName, subnetIds, instanceType, nodes, role, after } = props;
    const template = launchTemplate(this, props);
    this.dependable = new EksNodeGroup(this, 'nodes', {
      clusterName,
      nodeGroupName: id,
      nodeRoleArn: role.arn,
      subnetIds: [...subnetIds],
      amiType: bottlerocketAmiType(instanceType),
      launchTemplate: { id: template.id, version: Fn.tostring(template.latestVersion) },
      scalingConfig: { desiredSize: nodes, minSize: nodes, maxSize: nodes + 1 },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: systemNodes.labels,
      taint: [systemNodes.taint],
      dependsOn: [...role.attachments, ...after],
    });
  }
}

function launchTemplate(scope: Construct, { name, instanceType, keyArn }: NodeGroupProps): LaunchTemplate {
  const disk = (deviceName: string, volumeSize: number) => ({
    deviceName,
    ebs: { volumeSize, volumeType: 'gp3', encrypted: 'true', kmsKeyId: keyArn, deleteOnTermination: 'true' },
  });
  return new LaunchTemplate(scope, 'template', {
    name,
    instanceType,
    updateDefaultVersion: true,
    userData: Fn.base64encode(bottlerocketSettings),
    // Version 2, and one hop: a container is one hop further, so no pod gets the node's credentials.
    // Source: Amazon EKS Best Practices, "Restrict access to the instance profile assigned to the worker node".
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
    monitoring: { enabled: true },
    blockDeviceMappings: [disk(bottlerocketDisks.system, 4), disk(bottlerocketDisks.data, 40)],
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
      resourceType,
      tags: { Name: name },
    })),
  });
}
