import { parameterPaths } from '../../../modules/naming.ts';
import { type Estate, resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

/** Where Terraform's state has the user pool: under another address it would be made anew, without anybody in it. */
const poolAddress = 'aws_cloudformation_stack.people_user-pool_5536F301';

const templateOf = (value: unknown) => String(value);

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const { name, primary, standby } = stack.environment;
  const stacks = resourcesIn(stack, 'aws_cloudformation_stack');
  const pool = stacks.find(({ address }) => address === poolAddress);
  if (pool === undefined) return [`${stack.id}: no user pool at ${poolAddress}`];
  const template = templateOf(pool.arguments.template_body);
  const replica = stacks.find(({ arguments: { template_body: body } }) =>
    templateOf(body).includes(`"AWS::Cognito::UserPoolReplica"`),
  );
  const paths = parameterPaths(name);
  const parameters = resourcesIn(stack, 'aws_ssm_parameter').map(({ arguments: { name: path, provider } }) =>
    [String(path), String(provider ?? `aws.${stack.region}`)].join(' in '),
  );
  const regions = [primary.region, ...(standby === undefined ? [] : [standby.region])];
  const wanted = [paths.userPoolId(), paths.userPoolIssuer(), paths.gatewayClientId(), paths.mobileClientId()];
  const published = wanted.flatMap((path) => regions.map((region) => `${path} in aws.${region}`));
  const holds: Readonly<Record<string, boolean>> = {
    'may be destroyed': JSON.stringify(pool.arguments.lifecycle) === '{"prevent_destroy":true}',
    'may be deleted by hand': template.includes('"DeletionProtection":"ACTIVE"'),
    'may be replaced by CloudFormation': String(pool.arguments.policy_body).includes('"Update:Replace"'),
    'can not be replicated': template.includes('"CUSTOMER_MANAGED_KEY"') && template.includes('"Type":"UPDATED"'),
    'has no replica': standby === undefined || replica !== undefined,
  };
  return [
    ...Object.entries(holds).flatMap(([violation, good]) => (good ? [] : [`${stack.id}: the user pool ${violation}`])),
    ...published
      .filter((parameter) => !parameters.includes(parameter))
      .map((parameter) => `${stack.id} does not publish ${parameter}`),
  ];
}

const poolOf = (estate: Estate) => {
  const stack = stacksNamed(estate, 'global-data').find(({ environment }) => environment.standby !== undefined)!;
  const pool = resourcesIn(stack, 'aws_cloudformation_stack').find(({ address }) => address === poolAddress)!;
  return { stack, pool };
};

const withoutInTemplate = (title: string, words: string) => ({
  title,
  apply(estate: Estate) {
    const { pool } = poolOf(estate);
    pool.arguments.template_body = templateOf(pool.arguments.template_body).replace(words, '');
  },
});

export const policy: Policy = {
  guarantee: 'people can sign in while a region is gone, and nobody deletes them by mistake',
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'global-data');
    return stacks.length === 0 ? ['no global-data stack'] : stacks.flatMap(violationsOf);
  },
  mutations: [
    withoutInTemplate('takes the user pool its deletion protection', '"DeletionProtection":"ACTIVE",'),
    withoutInTemplate('takes the user pool its own key', '"CUSTOMER_MANAGED_KEY"'),
    withoutInTemplate('keeps the issuer of one region', '"Type":"UPDATED"'),
    {
      title: 'removes the replica',
      apply(estate) {
        const { stack, pool } = poolOf(estate);
        stack.json.resource.aws_cloudformation_stack = { [pool.address.split('.')[1]!]: pool.arguments };
      },
    },
    {
      title: 'lets Terraform destroy the user pool',
      apply(estate) {
        delete poolOf(estate).pool.arguments.lifecycle;
      },
    },
    {
      title: 'lets CloudFormation replace the user pool',
      apply(estate) {
        delete poolOf(estate).pool.arguments.policy_body;
      },
    },
    {
      title: 'tells the standby nothing of the user pool',
      apply(estate) {
        const { stack } = poolOf(estate);
        const parameters = resourcesIn(stack, 'aws_ssm_parameter');
        for (const { arguments: parameter } of parameters)
          parameter.provider = `aws.${stack.environment.primary.region}`;
      },
    },
  ],
};
