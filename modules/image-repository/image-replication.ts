import { EcrReplicationConfiguration } from '@cdktf/provider-aws/lib/ecr-replication-configuration/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface ImageReplicationProps {
  readonly account: string;
  readonly toRegion: string;
  /** Repositories whose names begin with it. */
  readonly repositoryPrefix: string;
  /** One for the region that images are pushed to. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/**
 * Copies images that are pushed from now on to another region, usually within minutes. A region of an account has one
 * replication configuration, so two environments that share an account can't both have one. Build one for each
 * direction: a copy is not copied further. Source: Amazon ECR User Guide, "Private image replication".
 */
export class ImageReplication extends Construct {
  constructor(scope: Construct, id: string, props: ImageReplicationProps) {
    super(scope, id);
    const { account, toRegion, repositoryPrefix, provider } = props;
    new EcrReplicationConfiguration(this, 'replication', {
      replicationConfiguration: {
        rule: [
          {
            destination: [{ region: toRegion, registryId: account }],
            repositoryFilter: [{ filter: repositoryPrefix, filterType: 'PREFIX_MATCH' }],
          },
        ],
      },
      ...(provider === undefined ? {} : { provider }),
    });
  }
}
