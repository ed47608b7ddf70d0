import type { Construct } from 'constructs';
import { Key } from '../key/key.ts';
import { logsMayEncrypt } from '../key/key-statements.ts';
import { LogGroup } from '../log-group/log-group.ts';
import { FlowLogs } from '../network/flow-logs.ts';
import { Network } from '../network/network.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/** The network of a region and its flow logs. */
export class NetworkStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'network', props);
    const network = this.#network();
    this.#flowLogs(network);
    this.#publish(network);
  }

  #network(): Network {
    const { cidr, availabilityZones, natGateways } = this.settings;
    return new Network(this, 'network', {
      name: this.names.prefix,
      region: this.region,
      cidr,
      availabilityZones,
      natGateways,
      interfaceEndpoints: this.environment.toggles.interfaceEndpoints,
      clusterName: this.names.cluster(),
    });
  }

  #flowLogs({ vpcId }: Network): void {
    const key = new Key(this, 'flow-logs-key', {
      description: 'Flow logs of the network',
      alias: this.names.keyAlias('flow-logs'),
      accountRoot: this.arns.accountRoot(),
      statements: [logsMayEncrypt(this.region, this.arns.logGroup('network/*'))],
    });
    const logGroup = new LogGroup(this, 'flow-logs-group', {
      name: this.names.logGroup('network/flow'),
      retentionDays: this.environment.logRetentionDays,
      keyArn: key.arn,
    });
    new FlowLogs(this, 'flow-logs', {
      vpcId,
      logGroupArn: logGroup.arn,
      roleName: this.names.role('flow-logs'),
      account: this.account,
    });
  }

  #publish({ vpcId, subnetIds, natAddresses }: Network): void {
    this.publishParameter(this.paths.vpcId(), vpcId);
    this.publishParameter(this.paths.natAddresses(), natAddresses.join(','));
    for (const tier of ['public', 'private', 'data'] as const) {
      this.publishParameter(this.paths.subnetIds(tier), subnetIds[tier].join(','));
    }
  }
}
