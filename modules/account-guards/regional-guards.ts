import { AccessanalyzerAnalyzer } from '@cdktf/provider-aws/lib/accessanalyzer-analyzer/index.js';
import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default/index.js';
import { EbsSnapshotBlockPublicAccess } from '@cdktf/provider-aws/lib/ebs-snapshot-block-public-access/index.js';
import { Ec2InstanceMetadataDefaults } from '@cdktf/provider-aws/lib/ec2-instance-metadata-defaults/index.js';
import { Construct } from 'constructs';

export interface RegionalGuardsProps {
  readonly analyzerName: string;
}

/** Settings of an account that AWS keeps for each region: what nobody then forgets on a single resource. */
export class RegionalGuards extends Construct {
  constructor(scope: Construct, id: string, { analyzerName }: RegionalGuardsProps) {
    super(scope, id);
    new EbsEncryptionByDefault(this, 'volumes-encrypted', { enabled: true });
    new EbsSnapshotBlockPublicAccess(this, 'snapshots-private', { state: 'block-all-sharing' });
    // Two hops would let pods take the credentials of their node.
    new Ec2InstanceMetadataDefaults(this, 'metadata', { httpTokens: 'required', httpPutResponseHopLimit: 1 });
    // It finds what is shared with others than this account, and costs nothing as long as it looks for no more.
    new AccessanalyzerAnalyzer(this, 'analyzer', { analyzerName, type: 'ACCOUNT' });
  }
}
