import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { orderFacts, orderLineFacts } from '../lake-tables.ts';
import { OrderFactsJob } from '../order-facts-job.ts';

const script = readFileSync(join(import.meta.dirname, '../etl/order_facts.py'), 'utf8');
const bucketArn = 'arn:aws:s3:::evermart-dev-eu-west-1-lake';

const made = (scheduled = true) =>
  resourcesOf(
    (stack) =>
      new OrderFactsJob(stack, 'job', {
        name: 'evermart-dev-order-facts',
        roleName: 'evermart-dev-eu-west-1-order-facts',
        permissionsBoundary: 'arn:aws:iam::111111111111:policy/boundary',
        account: '111111111111',
        bucket: 'evermart-dev-eu-west-1-lake',
        bucketArn,
        bucketKey: { sid: 'UseTheBucketsKey', actions: ['kms:Decrypt'], resources: ['*'] },
        codePrefix: 'code/eu-west-1/',
        keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/lake',
        logGroup: {
          name: '/evermart-dev/analytics',
          arn: 'arn:aws:logs:eu-west-1:111111111111:log-group:/evermart-dev/analytics',
        },
        scheduled,
      }),
  );

/** The columns that a function of the script selects, `... as <name>`. */
function selectedBy(name: string): readonly string[] {
  const body = script.slice(script.indexOf(`def ${name}(`)).split('\n\n\n')[0] ?? '';
  return [...body.matchAll(/^ {8}"(?:.+ as )?(\w+)",$/gm)].map(([, column]) => column ?? '');
}

describe('the nightly job', () => {
  it('writes the columns that its tables have, and the day', () => {
    expect(selectedBy('order_facts')).to.deep.equal([...orderFacts.columns.map(({ name }) => name), 'day']);
    expect(selectedBy('order_line_facts')).to.deep.equal([...orderLineFacts.columns.map(({ name }) => name), 'day']);
  });

  it('runs every night where it is scheduled, and stands ready where it is not', () => {
    expect(made().only('aws_glue_trigger')).to.include({ type: 'SCHEDULED', enabled: true });
    expect(made(false).only('aws_glue_trigger')).to.include({ enabled: false });
    expect(made().only('aws_glue_job').execution_property).to.deep.equal({ max_concurrent_runs: 1 });
  });

  it('runs the script of this repository, as it is', () => {
    const object = made().only('aws_s3_object');

    expect(Buffer.from(String(object.content_base64), 'base64').toString()).to.equal(script);
    expect(String(object.key)).to.match(/^code\/eu-west-1\/order_facts-[0-9a-f]{12}\.py$/);
  });

  it('may change facts only: never the events that they are made from', () => {
    const statements = statementsIn(made().only('aws_iam_role_policy').policy);

    const writing = statements.filter(({ Action }) => Action.some((action) => /^s3:(Put|Delete)/.test(action)));

    expect(writing.flatMap(({ Resource }) => Resource)).to.deep.equal([
      `${bucketArn}/order_facts/*`,
      `${bucketArn}/order_line_facts/*`,
      `${bucketArn}/etl-temporary/*`,
    ]);
  });
});
