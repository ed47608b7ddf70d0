import type { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A finding of Checkov that is accepted, and why. */
export interface Suppression {
  /** E.g. `aws_ssm_parameter.vpc-id`. */
  readonly address: string;
  readonly check: string;
  readonly reason: string;
}

const metadataType = 'checkov:skip';

/**
 * Accepts one Checkov finding on one resource. Write it beside the resource. Terraform's JSON has no place for Checkov's
 * own skip comments, so it is kept with the construct and `suppressionsIn` lists it for the check.
 */
export function suppress(resource: TerraformResource, check: `CKV${string}`, reason: string): void {
  if (reason.trim().length < 15) throw new Error(`${check} on ${resource.node.path}: give a reason, not "${reason}"`);
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  resource.node.addMetadata(metadataType, { address, check, reason } satisfies Suppression);
}

/** Everything that is suppressed below `scope`: a stack's for the check of that stack. */
export function suppressionsIn(scope: IConstruct): readonly Suppression[] {
  return scope.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === metadataType).map(({ data }) => data));
}
