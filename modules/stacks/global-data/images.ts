import { serviceNames } from '@evermart/contracts/topology';
import { ImageReplication } from '../../image-repository/image-replication.ts';
import { ImageRepository } from '../../image-repository/image-repository.ts';
import { Key } from '../../key/key.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/**
 * A repository for each service in each serving region, made before images come, since one that ECR makes for a copy has
 * none of the settings. Copies go both ways: after a failover releases are pushed in the standby's region.
 */
export function images(stack: EvermartStack): void {
  const { primary, standby } = stack.environment;
  addRepositories(stack, 'primary', primary.region);
  if (standby === undefined) return;
  addRepositories(stack, 'standby', standby.region);
  const common = { account: stack.account, repositoryPrefix: `${stack.names.prefix}/` };
  new ImageReplication(stack, 'images-to-standby', {
    ...common,
    toRegion: standby.region,
    provider: stack.providerIn(primary.region),
  });
  new ImageReplication(stack, 'images-to-primary', {
    ...common,
    toRegion: primary.region,
    provider: stack.providerIn(standby.region),
  });
}

function addRepositories(stack: EvermartStack, place: 'primary' | 'standby', region: string): void {
  const { names } = stack;
  const provider = stack.providerIn(region);
  const { arn: keyArn } = new Key(stack, `images-key-${place}`, {
    description: "Services' images",
    alias: names.keyAlias('images'),
    accountRoot: stack.arns.accountRoot(),
    provider,
  });
  for (const service of serviceNames) {
    new ImageRepository(stack, `images-${service}-${place}`, {
      name: names.imageRepository(service),
      keyArn,
      provider,
    });
  }
}
