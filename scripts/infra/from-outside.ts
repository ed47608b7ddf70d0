import type { Exceptions } from './exceptions.ts';
import type { SynthesizedStack } from './synthesize.ts';
import { blocksOf } from './terraform-json.ts';

export interface OutsideParameter {
  readonly region: string;
  readonly name: string;
  readonly value: string;
}

/** The parameters that the stacks read, that none of them writes, and that somebody else is known to write. */
export function parametersFromOutside(
  stacks: readonly SynthesizedStack[],
  listed: Exceptions['fromOutside'],
): readonly OutsideParameter[] {
  return stacks.flatMap(({ json, region }) =>
    blocksOf(json)
      .filter(({ kind, type }) => kind === 'data' && type === 'aws_ssm_parameter')
      .flatMap(({ block }) => {
        const name = String(block.name);
        const known = listed.find(({ what }) => new RegExp(what).test(name));
        return known === undefined ? [] : [{ region, name, value: known.value }];
      }),
  );
}

/** Writes them into the emulator, as a release or AWS itself would have done. @throws Error with the answer */
export async function makeFromOutside(
  stacks: readonly SynthesizedStack[],
  listed: Exceptions['fromOutside'],
  url: string,
): Promise<void> {
  const account = stacks[0]?.accountId;
  for (const { region, name, value } of parametersFromOutside(stacks, listed)) {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'AmazonSSM.PutParameter',
        Authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/ssm/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify({ Name: name, Value: value, Type: 'String', Overwrite: true }),
    });
    if (!response.ok) throw new Error(`${name} in ${region}: ${response.status} ${await response.text()}`);
  }
}
