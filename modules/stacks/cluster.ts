import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { Cluster, controlPlaneLogGroup } from '../cluster/cluster.ts';
import { ClusterAccess, type ClusterPolicy } from '../cluster/cluster-access.ts';
import { AddOnsAfterNodes, AddOnsBeforeNodes } from '../cluster/cluster-add-ons.ts';
import { kubernetesVersion } from '../cluster/kubernetes-version.ts';
import { controllerAccounts } from '../controllers/controller-accounts.ts';
import { KarpenterAccess } from '../karpenter-access/karpenter-access.ts';
import { Key } from '../key/key.ts';
import { autoScalingMayEncryptVolumes, eventRulesMayWrite, logsMayEncrypt } from '../key/key-statements.ts';
import { LogGroup } from '../log-group/log-group.ts';
import { NodeGroup } from '../node-group/node-group.ts';
import { NodeRole } from '../node-group/node-role.ts';
import { controllerIdentities, podIdentity, serviceIdentities } from './cluster/identities.ts';
import { publicEntrance } from './cluster/public-entrance.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/** The Kubernetes cluster of a region, who its pods are in AWS, and the public way in. What runs in it: `platform`. */
export class ClusterStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'cluster', props);
    const key = this.#key();
    const cluster = this.#cluster(key);
    this.#access(cluster);
    this.#nodes(cluster, key);
    this.#karpenter(cluster, key);
    controllerIdentities(this, cluster);
    serviceIdentities(this, cluster);
    publicEntrance(this, cluster);
    this.#metricsLogs(key);
  }

  /** Kubernetes secrets, logs of the control plane and of metrics, the nodes' disks, and news of their end. */
  #key(): Key {
    const controlPlane = `log-group:${controlPlaneLogGroup(this.names.cluster())}`;
    const logGroups = [
      this.arns.regional('logs', controlPlane),
      this.arns.regional('logs', `log-group:${this.names.metricsLogGroup()}`),
    ];
    return new Key(this, 'cluster-key', {
      description: 'The Kubernetes cluster: secrets, logs, disks of the nodes',
      alias: this.names.keyAlias('cluster'),
      accountRoot: this.arns.accountRoot(),
      statements: [
        logsMayEncrypt(this.region, logGroups),
        ...autoScalingMayEncryptVolumes(this.partition, this.account),
        eventRulesMayWrite(),
      ],
    });
  }

  #cluster(key: Key): Cluster {
    return new Cluster(this, 'cluster', {
      name: this.names.cluster(),
      version: kubernetesVersion,
      subnetIds: this.#privateSubnetIds(),
      keyArn: key.arn,
      roleName: this.names.role('cluster'),
      managedPolicyArn: this.#managedPolicyArn,
      publicAccessCidrs: this.environment.kubernetesApi.cidrs,
      logRetentionDays: this.environment.logRetentionDays,
    });
  }

  /**
   * Helm keeps its releases in the cluster: the nightly comparison reads there, whoever deploys writes. Who plans a pull
   * request does neither, because among the cluster's secrets are the services' passwords; it compares with the state.
   */
  #access({ clusterName }: Cluster): void {
    const { partition, names, arns } = this;
    const admit = (id: string, roleName: string, policy: ClusterPolicy) =>
      new ClusterAccess(this, id, { clusterName, principalArn: arns.role(roleName), policy, partition });
    admit('deploy-access', names.deliveryRole('deploy'), 'AmazonEKSClusterAdminPolicy');
    admit('drift-access', names.deliveryRole('drift'), 'AmazonEKSAdminViewPolicy');
    for (const role of this.environment.kubernetesApi.administratorRoles) {
      admit(`administrator-${role.replaceAll('/', '-')}`, role, 'AmazonEKSClusterAdminPolicy');
    }
  }

  /** The network plugin first, then nodes, then what needs somewhere to run. */
  #nodes(cluster: Cluster, key: Key): void {
    const { clusterName } = cluster;
    const { systemInstanceType: instanceType, systemNodes: nodes } = this.settings.sizes.cluster;
    const network = podIdentity(this, cluster, 'network-plugin', {
      account: { namespace: 'kube-system', serviceAccount: 'aws-node' },
      description: 'The network plugin: addresses for pods',
      managedPolicyArns: [this.#managedPolicyArn('AmazonEKS_CNI_Policy')],
    });
    const before = new AddOnsBeforeNodes(this, 'add-ons-before-nodes', {
      clusterName,
      networkIdentity: network.association,
    });
    const role = new NodeRole(this, 'system-node-role', {
      roleName: this.names.role('system-node'),
      managedPolicyArn: this.#managedPolicyArn,
    });
    const group = new NodeGroup(this, 'system', {
      name: `${this.names.prefix}-system-node`,
      clusterName,
      subnetIds: this.#privateSubnetIds(),
      instanceType,
      nodes,
      role,
      keyArn: key.arn,
      after: before.addOns,
    });
    new AddOnsAfterNodes(this, 'add-ons-after-nodes', { clusterName, nodes: group.dependable });
  }

  #karpenter({ clusterName }: Cluster, key: Key): void {
    new KarpenterAccess(this, 'karpenter', {
      clusterName,
      clusterArn: this.arns.cluster(),
      partition: this.partition,
      region: this.region,
      account: this.account,
      controller: controllerAccounts.karpenter,
      controllerRoleName: this.names.role('karpenter'),
      nodeRoleName: this.names.role('workload-node'),
      instanceProfileName: this.names.workloadNodeProfile(),
      queueName: this.names.interruptionQueue(),
      managedPolicyArn: this.#managedPolicyArn,
      keyArn: key.arn,
    });
  }

  /** The collector writes metrics as log lines, from which CloudWatch makes them (embedded metric format). */
  #metricsLogs(key: Key): void {
    new LogGroup(this, 'metrics-logs', {
      name: this.names.metricsLogGroup(),
      retentionDays: this.environment.logRetentionDays,
      keyArn: key.arn,
    });
  }

  readonly #managedPolicyArn = (name: string) => this.arns.managedPolicy(name);

  #privateSubnetIds(): string[] {
    return Fn.split(',', this.readParameter(this.paths.subnetIds('private')));
  }
}
