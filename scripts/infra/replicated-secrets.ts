import type { Exceptions } from './exceptions.ts';
import { blocksOf, type TerraformJson } from './terraform-json.ts';

export interface ReplicatedSecret {
  readonly name: string;
  readonly value: string;
}

/** The secrets that a stack looks up in its region and that are replicas there. */
export function replicatedSecretsIn(json: TerraformJson, listed: Exceptions['replicas']): readonly ReplicatedSecret[] {
  return blocksOf(json)
    .filter(
      ({ kind, type, block }) => kind === 'data' && type === 'aws_secretsmanager_secret_version' && !block.provider,
    )
    .flatMap(({ block }) => {
      const name = String(block.secret_id);
      const known = listed.find(({ what }) => new RegExp(what).test(name));
      return known === undefined ? [] : [{ name, value: known.value }];
    });
}

export interface EmulatedRegion {
  readonly url: string;
  readonly region: string;
  readonly accountId: string;
}

/** Makes a replica as AWS would have made it. One that is there stays. @throws Error with the answer */
export async function makeReplica({ name, value }: ReplicatedSecret, where: EmulatedRegion): Promise<void> {
  const { url, region, accountId } = where;
  const credential = `${accountId}/20260101/${region}/secretsmanager/aws4_request`;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'secretsmanager.CreateSecret',
      Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ Name: name, SecretString: value, ClientRequestToken: crypto.randomUUID() }),
  });
  const answer = await response.text();
  if (!response.ok && !answer.includes('ResourceExistsException')) {
    throw new Error(`${name} in ${region}: ${response.status} ${answer}`);
  }
}
