import type { Construct } from 'constructs';
import { SiteBucketAccess } from '../static-site/site-bucket-access.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/** The buckets that the distribution serves. */
const served = ['static', 'media'] as const;

/**
 * A region's half of the edge: the distribution, and it alone, may read the region's buckets. It comes after the edge,
 * whose distribution it names, and stands apart from it so that the edge plans while a region is gone.
 */
export class RegionalEdgeStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'regional-edge', props);
    const distributionArn = this.readParameter(this.paths.distributionArn(), this.homeRegion);
    for (const bucket of served) {
      new SiteBucketAccess(this, bucket, {
        bucketName: this.names.bucket(bucket),
        bucketArn: this.arns.bucket(bucket),
        distributionArn,
      });
    }
  }
}
