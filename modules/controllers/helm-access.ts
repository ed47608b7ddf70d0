import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster/index.js';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface HelmAccessProps {
  readonly clusterName: string;
  readonly region: string;
}

/**
 * Helm in a cluster that another stack made: a provider that is configured by a resource of its own state can't be
 * planned before that resource exists. It signs in as whoever runs Terraform, with a token that `aws` makes at each
 * call; none is stored.
 */
export class HelmAccess extends Construct {
  readonly cluster: DataAwsEksCluster;

  constructor(scope: Construct, id: string, { clusterName, region }: HelmAccessProps) {
    super(scope, id);
    this.cluster = new DataAwsEksCluster(this, 'cluster', { name: clusterName });
    new HelmProvider(this, 'helm', {
      kubernetes: {
        host: this.cluster.endpoint,
        clusterCaCertificate: Fn.base64decode(this.cluster.certificateAuthority.get(0).data),
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1beta1',
          command: 'aws',
          args: ['eks', 'get-token', '--cluster-name', clusterName, '--region', region],
        },
      },
    });
  }
}
