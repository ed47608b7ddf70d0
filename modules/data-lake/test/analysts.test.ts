import { expect } from 'chai';
import { valueAt } from '../../../test/stacks/arguments.ts';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Analysts } from '../analysts.ts';
import { EdgeLogWriter } from '../edge-log-writer.ts';
import { lakeViews } from '../lake-views.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:alias/evermart-dev-data';

const made = () =>
  resourcesOf(
    (stack) =>
      new Analysts(stack, 'analysts', {
        workgroup: 'evermart-dev-analysts',
        database: 'evermart_dev',
        bucket: 'the-lake',
        resultsKeyArn: keyArn,
        views: lakeViews,
      }),
  );

describe('the workgroup of analysts', () => {
  it('encrypts answers and stops a query that reads too much, whatever a client asks for', () => {
    const { configuration } = made().only('aws_athena_workgroup');

    expect(configuration).to.deep.include({
      enforce_workgroup_configuration: true,
      bytes_scanned_cutoff_per_query: 100 * 1024 ** 3,
    });
    expect(valueAt(configuration, 'result_configuration.encryption_configuration')).to.deep.equal({
      encryption_option: 'SSE_KMS',
      kms_key_arn: keyArn,
    });
  });

  it('has a saved query for each view, over its last month only', () => {
    const queries = made().of('aws_athena_named_query');

    expect(queries.map(({ name }) => name)).to.have.members(lakeViews.map(({ name }) => name));
    for (const { query } of queries) expect(query).to.match(/WHERE day >= /);
  });
});

describe('the writer of edge logs', () => {
  it('is a role that CloudFront takes on, to write to one stream with its key', () => {
    const resources = resourcesOf(
      (stack) =>
        new EdgeLogWriter(stack, 'writer', {
          roleName: 'evermart-dev-eu-west-1-edge-log-writer',
          permissionsBoundary: 'arn:aws:iam::111111111111:policy/boundary',
          streamArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/evermart-dev-edge-logs',
          keyArn,
        }),
    );

    const statements = statementsIn(resources.only('aws_iam_role_policy').policy);

    expect(String(resources.only('aws_iam_role').assume_role_policy)).to.include('cloudfront.amazonaws.com');
    expect(statements.map(({ Resource }) => Resource)).to.deep.equal([
      ['arn:aws:kinesis:eu-west-1:111111111111:stream/evermart-dev-edge-logs'],
      [keyArn],
    ]);
    expect(statements[0]?.Action).to.include('kinesis:PutRecords');
  });
});
