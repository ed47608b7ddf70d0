import { expect } from 'chai';
import { z } from 'zod';
import { resourcesOf } from '../../test/resources-of.ts';
import { SearchDomain, type SearchDomainProps, type SearchLogType, searchLogTypes } from '../search-domain.ts';
import { SearchLogs } from '../search-logs.ts';
import { SnapshotRole } from '../snapshot-role.ts';

const account = '111111111111';
const arn = `arn:aws:es:eu-west-1:${account}:domain/evermart-dev-search`;
const keyArn = `arn:aws:kms:eu-west-1:${account}:key/mrk-1`;
const masterRoleArn = `arn:aws:iam::${account}:role/evermart-dev-eu-west-1-service-search`;
const logGroupArns = Object.fromEntries(searchLogTypes.map((type) => [type, `arn:log:${type}`])) as Record<
  SearchLogType,
  string
>;
const props: SearchDomainProps = {
  name: 'evermart-dev-search',
  arn,
  instanceType: 'r7g.large.search',
  dataNodes: 3,
  dedicatedMasters: 3,
  storageGiBPerNode: 200,
  availabilityZones: 3,
  subnetIds: ['subnet-a', 'subnet-b', 'subnet-c'],
  securityGroupId: 'sg-1',
  keyArn,
  accountRoot: `arn:aws:iam::${account}:root`,
  masterRoleArn,
  logGroupArns,
  after: [],
};
const domainWith = (change: Partial<SearchDomainProps> = {}) =>
  resourcesOf((stack) => new SearchDomain(stack, 'search', { ...props, ...change })).only('aws_opensearch_domain');

const Policy = z.object({ Statement: z.array(z.looseObject({ Sid: z.string() })) });
const statementsOf = (policy: unknown) => Policy.parse(JSON.parse(z.string().parse(policy))).Statement;

describe('the search domain', () => {
  it('is encrypted at rest, between its nodes and on the way, with TLS 1.2 and forward secrecy', () => {
    expect(domainWith()).to.deep.include({
      encrypt_at_rest: { enabled: true, kms_key_id: keyArn },
      node_to_node_encryption: { enabled: true },
      domain_endpoint_options: { enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
    });
  });

  it('knows one role and no passwords', () => {
    expect(domainWith().advanced_security_options).to.deep.equal({
      enabled: true,
      anonymous_auth_enabled: false,
      internal_user_database_enabled: false,
      master_user_options: { master_user_arn: masterRoleArn },
    });
    expect(statementsOf(domainWith().access_policies)).to.deep.equal([
      {
        Sid: 'TheSearchService',
        Effect: 'Allow',
        Principal: { AWS: [props.accountRoot] },
        Action: ['es:ESHttp*'],
        Resource: [`${arn}/*`],
        Condition: { ArnEquals: { 'aws:PrincipalArn': masterRoleArn } },
      },
    ]);
  });

  it('has three dedicated masters where it is asked for them, and a data node in each zone', () => {
    expect(domainWith().cluster_config).to.deep.include({
      dedicated_master_enabled: true,
      dedicated_master_count: 3,
      zone_awareness_enabled: true,
      zone_awareness_config: { availability_zone_count: 3 },
    });
    expect(domainWith({ dedicatedMasters: 0 }).cluster_config).to.deep.include({ dedicated_master_enabled: false });
  });

  it('has as many subnets as zones with data nodes', () => {
    const subnetsOf = (change: Partial<SearchDomainProps>) =>
      (domainWith(change).vpc_options as { subnet_ids: unknown }).subnet_ids;

    expect(subnetsOf({})).to.deep.equal(props.subnetIds);
    expect(subnetsOf({ dataNodes: 2 })).to.match(/^\$\{slice\(.*, 0, 2\)\}$/);
    expect(subnetsOf({ dataNodes: 1 })).to.match(/^\$\{slice\(.*, 0, 1\)\}$/);
  });

  it('writes all kinds of logs, and waits for the permission to', () => {
    const logs = domainWith().log_publishing_options as { log_type: string; enabled: boolean }[];

    expect(logs.map(({ log_type }) => log_type)).to.deep.equal([...searchLogTypes]);
    expect(logs.every(({ enabled }) => enabled)).to.equal(true);
  });

  it('tunes itself where its instances can', () => {
    expect(domainWith().auto_tune_options).to.include({ desired_state: 'ENABLED' });
    expect(domainWith({ instanceType: 't3.small.search' }).auto_tune_options).to.deep.equal({
      desired_state: 'DISABLED',
    });
  });

  it('is not destroyed by Terraform', () => {
    expect(domainWith().lifecycle).to.deep.equal({ prevent_destroy: true });
  });

  it('refuses masters that can not agree, and nodes that do not spread', () => {
    expect(() => domainWith({ dedicatedMasters: 2 })).to.throw("2 dedicated masters can't agree");
    expect(() => domainWith({ dataNodes: 3, availabilityZones: 2 })).to.throw("3 data nodes don't spread evenly");
  });
});

describe("the search domain's logs", () => {
  it('are written by this domain of this account, and by nothing else', () => {
    const resources = resourcesOf(
      (stack) =>
        new SearchLogs(stack, 'logs', {
          policyName: 'evermart-dev-search-logs',
          groupName: (log) => `/evermart-dev/data/search-${log}`,
          retentionDays: 7,
          keyArn,
          account,
          domainArn: arn,
        }),
    );

    const groups = resources.of('aws_cloudwatch_log_group');
    const [statement] = statementsOf(resources.only('aws_cloudwatch_log_resource_policy').policy_document);

    expect(groups.map(({ name }) => name))
      .to.include('/evermart-dev/data/search-audit-logs')
      .and.to.have.length(4);
    for (const group of groups) expect(group).to.include({ kms_key_id: keyArn, retention_in_days: 7 });
    expect(statement?.Resource).to.have.length(4);
    expect(statement?.Condition).to.deep.equal({
      StringEquals: { 'aws:SourceAccount': account },
      ArnEquals: { 'aws:SourceArn': arn },
    });
  });
});

describe("the search domain's snapshot role", () => {
  it('reaches one folder of one bucket', () => {
    const resources = resourcesOf(
      (stack) =>
        new SnapshotRole(stack, 'snapshots', {
          name: 'evermart-dev-eu-west-1-search-snapshots',
          permissionsBoundary: `arn:aws:iam::${account}:policy/boundary`,
          account,
          bucketArn: 'arn:aws:s3:::backups',
          keyArns: [keyArn],
          folder: 'opensearch',
        }),
    );

    const statements = statementsOf(resources.only('aws_iam_role_policy').policy);

    expect(statements.map(({ Resource }) => Resource)).to.deep.equal([
      ['arn:aws:s3:::backups'],
      ['arn:aws:s3:::backups/opensearch/*'],
      [keyArn],
    ]);
    expect(statements[0]?.Condition).to.deep.equal({ StringLike: { 's3:prefix': ['opensearch', 'opensearch/*'] } });
  });
});
