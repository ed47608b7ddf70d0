import { OpensearchDomain } from '@cdktf/provider-aws/lib/opensearch-domain/index.js';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';

export const searchLogTypes = ['INDEX_SLOW_LOGS', 'SEARCH_SLOW_LOGS', 'ES_APPLICATION_LOGS', 'AUDIT_LOGS'] as const;
export type SearchLogType = (typeof searchLogTypes)[number];

export interface SearchDomainProps {
  readonly name: string;
  /** `arn:aws:es:<region>:<account>:domain/<name>` */
  readonly arn: string;
  readonly instanceType: string;
  readonly dataNodes: number;
  /** Nodes that only manage the cluster: 3, or 0. */
  readonly dedicatedMasters: number;
  readonly storageGiBPerNode: number;
  /** How many availability zones the network has: 2 or 3. */
  readonly availabilityZones: number;
  /** One a zone, as an expression that may be known only when Terraform applies. */
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly keyArn: string;
  /** `arn:aws:iam::<account>:root` */
  readonly accountRoot: string;
  /** The role that may do everything in the domain. It signs its requests; there are no passwords. */
  readonly masterRoleArn: string;
  readonly logGroupArns: Readonly<Record<SearchLogType, string>>;
  /** The policy that lets OpenSearch write to these groups: without it the domain is refused. */
  readonly after: ITerraformDependable[];
}

/** For up to ten data nodes. Source: OpenSearch Service Developer Guide, "Dedicated master nodes". */
const dedicatedMasterType = 'm7g.large.search';

/**
 * An OpenSearch domain inside the network: encrypted everywhere, reached by one role whose requests are signed.
 * What it holds can be built again from catalog.
 */
export class SearchDomain extends Construct {
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: SearchDomainProps) {
    super(scope, id);
    const zones = zonesOf(props);
    const domain = new OpensearchDomain(this, 'domain', {
      domainName: props.name,
      engineVersion: 'OpenSearch_2.19',
      clusterConfig: {
        instanceType: props.instanceType,
        instanceCount: props.dataNodes,
        zoneAwarenessEnabled: zones > 1,
        ...(zones > 1 ? { zoneAwarenessConfig: { availabilityZoneCount: zones } } : {}),
        dedicatedMasterEnabled: props.dedicatedMasters > 0,
        ...(props.dedicatedMasters > 0 ? { dedicatedMasterCount: props.dedicatedMasters, dedicatedMasterType } : {}),
      },
      ebsOptions: { ebsEnabled: true, volumeType: 'gp3', volumeSize: props.storageGiBPerNode },
      vpcOptions: {
        subnetIds: zones === props.availabilityZones ? props.subnetIds : Fn.slice(props.subnetIds, 0, zones),
        securityGroupIds: [props.securityGroupId],
      },
      encryptAtRest: { enabled: true, kmsKeyId: props.keyArn },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
      advancedSecurityOptions: {
        enabled: true,
        anonymousAuthEnabled: false,
        internalUserDatabaseEnabled: false,
        masterUserOptions: { masterUserArn: props.masterRoleArn },
      },
      accessPolicies: accessPolicy(props),
      logPublishingOptions: searchLogTypes.map((logType) => ({
        logType,
        enabled: true,
        cloudwatchLogGroupArn: props.logGroupArns[logType],
      })),
      ...upkeep(props),
      lifecycle: { preventDestroy: true },
      dependsOn: props.after,
    });
    if (props.dedicatedMasters === 0) {
      const reason = 'A small environment may lose its search for a while: catalog answers meanwhile.';
      suppress(domain, 'CKV_AWS_318', reason);
      suppress(domain, 'CKV2_AWS_59', reason);
    }
    this.endpoint = domain.endpoint;
  }
}

/**
 * A zone without a data node gets no subnet: AWS wants exactly one subnet for each zone that the domain uses.
 * Source: OpenSearch Service Developer Guide, "Configuring a multi-AZ domain".
 */
function zonesOf({ name, dataNodes, dedicatedMasters, availabilityZones }: SearchDomainProps): number {
  if (dedicatedMasters !== 0 && dedicatedMasters !== 3) {
    throw new Error(`Search domain ${name}: ${dedicatedMasters} dedicated masters can't agree; it has 3, or 0`);
  }
  const zones = Math.min(dataNodes, availabilityZones);
  if (zones === 2 && dataNodes % 2 === 1) {
    throw new Error(`Search domain ${name}: ${dataNodes} data nodes don't spread evenly over 2 zones`);
  }
  return zones;
}

/**
 * The principal is the account, narrowed to the role's name: a policy that names a role is refused while the role
 * doesn't exist, and the cluster's stack makes it.
 */
function accessPolicy({ arn, accountRoot, masterRoleArn }: SearchDomainProps): string {
  return policyDocument([
    {
      sid: 'TheSearchService',
      principals: { AWS: [accountRoot] },
      actions: ['es:ESHttp*'],
      resources: [`${arn}/*`],
      conditions: { ArnEquals: { 'aws:PrincipalArn': masterRoleArn } },
    },
  ]);
}

/** Updates come at night. Burstable instances have no Auto-Tune. Source: Developer Guide, "Auto-Tune". */
function upkeep({ instanceType }: SearchDomainProps) {
  const burstable = instanceType.startsWith('t');
  return {
    autoTuneOptions: burstable ? { desiredState: 'DISABLED' } : { desiredState: 'ENABLED', useOffPeakWindow: true },
    offPeakWindowOptions: {
      enabled: true,
      offPeakWindow: { windowStartTime: { hours: 1, minutes: 0 } },
    },
    softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
  };
}
