import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface ImageRepositoryProps {
  /** A service's repository and its copies in other regions have the same name. */
  readonly name: string;
  /** A key of the repository's region. ECR makes its own grant on it, so its policy needs no statement. */
  readonly keyArn: string;
  /** Where it is made. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/** Far more than a rollback reaches back: the lifecycle does not know which image is running. */
const keptImages = 100;
const untaggedDays = 14;

/** Images of one service: scanned when pushed, and a tag never means another image. */
export class ImageRepository extends Construct {
  readonly repositoryName: string;

  constructor(scope: Construct, id: string, { name, keyArn, provider }: ImageRepositoryProps) {
    super(scope, id);
    const placed = provider === undefined ? {} : { provider };
    const repository = new EcrRepository(this, 'repository', {
      name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keyArn }],
      lifecycle: { preventDestroy: true },
      ...placed,
    });
    new EcrLifecyclePolicy(this, 'lifecycle', { repository: repository.name, policy: lifecyclePolicy(), ...placed });
    this.repositoryName = repository.name;
  }
}

function lifecyclePolicy(): string {
  const rule = (rulePriority: number, description: string, selection: object) => ({
    rulePriority,
    description,
    selection,
    action: { type: 'expire' },
  });
  return JSON.stringify({
    rules: [
      rule(1, 'What a push left without a tag', {
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: untaggedDays,
      }),
      rule(2, 'All but the newest', { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: keptImages }),
    ],
  });
}
