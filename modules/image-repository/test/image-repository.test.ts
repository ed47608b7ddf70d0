import { expect } from 'chai';
import { jsonIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { ImageReplication } from '../image-replication.ts';
import { ImageRepository } from '../image-repository.ts';

const made = () =>
  resourcesOf((stack) => new ImageRepository(stack, 'repository', { name: 'evermart-dev/cart', keyArn: 'key' }));

describe('an image repository', () => {
  it('scans images, never moves a tag, encrypts with the key that is given, and stays', () => {
    const repository = made().only('aws_ecr_repository');

    expect(repository).to.deep.include({
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'KMS', kms_key: 'key' }],
      lifecycle: { prevent_destroy: true },
    });
    expect(repository).to.not.have.property('force_delete');
  });

  it('forgets what has no tag, and all but the newest hundred', () => {
    const policy = JSON.stringify(jsonIn(made().only('aws_ecr_lifecycle_policy').policy));

    expect(policy).to.include(
      '"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14',
    );
    expect(policy).to.include('"tagStatus":"any","countType":"imageCountMoreThan","countNumber":100');
  });
});

describe('the replication of images', () => {
  it('copies the repositories of this environment, and no others, to the other region', () => {
    const resources = resourcesOf(
      (stack) =>
        new ImageReplication(stack, 'replication', {
          account: '111111111111',
          toRegion: 'eu-central-1',
          repositoryPrefix: 'evermart-dev/',
        }),
    );

    expect(resources.only('aws_ecr_replication_configuration').replication_configuration).to.deep.equal({
      rule: [
        {
          destination: [{ region: 'eu-central-1', registry_id: '111111111111' }],
          repository_filter: [{ filter: 'evermart-dev/', filter_type: 'PREFIX_MATCH' }],
        },
      ],
    });
  });
});
