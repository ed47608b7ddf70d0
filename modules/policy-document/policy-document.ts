/** One statement of an IAM, resource or key policy. */
export interface PolicyStatement {
  /** Letters and digits, unlike any other of its policy. */
  readonly sid: string;
  /** `Allow` if left out. */
  readonly effect?: 'Allow' | 'Deny';
  /** Left out in the policy of a role. `*` means everyone: use it to deny, or with conditions. */
  readonly principals?: '*' | { readonly [kind in 'AWS' | 'Service' | 'Federated']?: readonly string[] };
  readonly actions: readonly string[];
  /** Left out in a trust policy. */
  readonly resources?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The policy as JSON. It stands in plans as it is written here, so a review needs no data source to be read first. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  const sids = statements.map(({ sid }) => sid);
  for (const sid of sids) {
    if (!/^[A-Za-z0-9]+$/.test(sid)) throw new Error(`Sid "${sid}": a Sid has letters and digits only`);
    if (sids.indexOf(sid) !== sids.lastIndexOf(sid)) throw new Error(`Sid "${sid}" stands twice in one policy`);
  }
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect = 'Allow', principals, actions, resources, conditions }) => ({
      Sid: sid,
      Effect: effect,
      ...(principals === undefined ? {} : { Principal: principals }),
      Action: actions,
      ...(resources === undefined ? {} : { Resource: resources }),
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  });
}

/**
 * The trust policy of a role that an AWS service takes on.
 * @param account the only account for which it may. Left out for services that don't say for whom they act, e.g.
 * `ec2.amazonaws.com`: the condition would lock them out.
 */
export function trustOfService(service: string, account?: string): string {
  return policyDocument([
    {
      sid: 'TheService',
      principals: { Service: [service] },
      actions: ['sts:AssumeRole'],
      ...(account === undefined ? {} : { conditions: { StringEquals: { 'aws:SourceAccount': account } } }),
    },
  ]);
}
