import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { publicApi } from '../../../services/api-gateway/endpoints/public-api.ts';
import { maxBodyBytes } from '../../../services/api-gateway/http/read-body.ts';
import { limitSettings } from '../../../services/api-gateway/limits/limit-settings.ts';
import { Firewall, type FirewallProps } from '../firewall.ts';
import { FirewallLog } from '../firewall-log.ts';
import { maxInspectedBytes, rateLimits } from '../own-rules.ts';
import { apiPaths } from '../requests.ts';

const Rule = z.looseObject({
  name: z.string(),
  priority: z.number(),
  action: z.record(z.string(), z.unknown()).optional(),
  override_action: z.record(z.string(), z.unknown()).optional(),
  statement: z.record(z.string(), z.looseObject({})),
});

const WebAcl = z.looseObject({
  scope: z.string(),
  provider: z.string(),
  default_action: z.record(z.string(), z.unknown()),
  rule: z.array(Rule),
  custom_response_body: z.array(z.object({ key: z.string(), content: z.string() })),
});

const Json = z.object({
  resource: z.object({
    aws_wafv2_web_acl: z.record(z.string(), WebAcl),
    aws_wafv2_web_acl_logging_configuration: z.record(z.string(), z.looseObject({})).default({}),
  }),
});

function synthesized(more: Partial<FirewallProps> = {}, logGroup = 'aws-waf-logs-evermart-dev') {
  const json = Testing.synthScope((scope) => {
    const provider = new AwsProvider(scope, 'us', { region: 'us-east-1', alias: 'us-east-1' });
    const firewall = new Firewall(scope as TerraformStack, 'firewall', {
      name: 'evermart-dev-edge',
      provider,
      ...more,
    });
    new FirewallLog(scope, 'log', {
      firewallArn: firewall.arn,
      groupName: logGroup,
      retentionDays: 365,
      keyArn: 'arn:aws:kms:us-east-1:111111111111:key/k',
      provider,
    });
  });
  const { resource } = Json.parse(JSON.parse(json));
  const [acl] = Object.values(resource.aws_wafv2_web_acl);
  const [logging] = Object.values(resource.aws_wafv2_web_acl_logging_configuration);
  return { acl: acl!, logging };
}

const groupOf = (rule: z.infer<typeof Rule>) => rule.statement.managed_rule_group_statement?.name;

const blocks = ({ action, override_action: override }: z.infer<typeof Rule>) =>
  action?.block !== undefined || override?.none !== undefined;

describe('the firewall', () => {
  it('stands where CloudFront looks for it and admits what no rule refuses', () => {
    const { acl } = synthesized();

    expect(acl).to.include({ scope: 'CLOUDFRONT', provider: 'aws.us-east-1' });
    expect(acl.default_action).to.have.property('allow');
  });

  it('blocks by the rules of AWS for bad addresses, known attacks and SQL injection', () => {
    const { acl } = synthesized();

    const blocking = acl.rule.filter(blocks).map(groupOf);

    expect(blocking).to.include.members([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesSQLiRuleSet',
    ]);
  });

  it('lets people in who shop through a VPN', () => {
    const rule = synthesized().acl.rule.find((candidate) => groupOf(candidate) === 'AWSManagedRulesAnonymousIpList');

    expect(rule?.override_action).to.have.property('count');
  });

  it('looks at addresses and counts before it reads bodies', () => {
    const rules = synthesized().acl.rule;

    const priorityOf = (name: string) => rules.find((rule) => rule.name === name)?.priority ?? Number.NaN;

    expect(priorityOf('ip-reputation')).to.be.below(priorityOf('floods'));
    expect(priorityOf('floods')).to.be.below(priorityOf('common'));
    expect(new Set(rules.map(({ priority }) => priority)).size).to.equal(rules.length);
  });

  it('blocks nothing at all where it only counts', () => {
    const { acl } = synthesized({ countsOnly: true, botControl: true });

    expect(acl.rule).to.not.be.empty;
    expect(acl.rule.filter(blocks)).to.deep.equal([]);
  });

  it('pays for bot control only where it is asked for, and only for the API', () => {
    const isBots = (rule: z.infer<typeof Rule>) => groupOf(rule) === 'AWSManagedRulesBotControlRuleSet';

    const [rule] = synthesized({ botControl: true }).acl.rule.filter(isBots);

    expect(synthesized().acl.rule.filter(isBots)).to.deep.equal([]);
    expect(JSON.stringify(rule?.statement)).to.include('"search_string":"/api/"');
  });

  it("refuses with problems in the API's own form", () => {
    const bodies = synthesized().acl.custom_response_body.map(({ content }) => JSON.parse(content) as unknown);

    expect(bodies).to.have.length(2);
    for (const body of bodies) expect(body).to.include.keys('type', 'title', 'status', 'detail', 'requestId');
  });
});

describe("the firewall's own rules and the gateway", () => {
  const endpoints = publicApi({ allowSandboxPayments: false });
  const pathOf = (path: string) => `/api/v1${path}`;

  it('mean the same requests by accounts, purchases and webhooks', () => {
    const limited = (limit: string) => endpoints.filter((endpoint) => endpoint.limit === limit);

    expect(limited('account')).to.not.be.empty;
    for (const { method, path } of limited('account')) {
      expect(method).to.equal('POST');
      expect(pathOf(path)).to.match(new RegExp(`^${apiPaths.account}`));
    }
    expect(limited('checkout')).to.not.be.empty;
    for (const { method, path } of limited('checkout')) {
      expect(method).to.equal('POST');
      expect(pathOf(path)).to.match(new RegExp(`^${apiPaths.purchases}`));
    }
    const signed = endpoints.filter(({ rawBody }) => rawBody === true);
    expect(signed).to.not.be.empty;
    for (const { path } of signed) expect(pathOf(path)).to.match(new RegExp(`^${apiPaths.webhooks}`));
  });

  it('leave it to the gateway to refuse first, and politely', () => {
    const perMinute = (name: keyof typeof limitSettings) => limitSettings[name].parse(undefined);
    const minutes = 5;

    expect(rateLimits.anything).to.be.above(minutes * perMinute('RATE_LIMIT_REQUESTS_PER_MINUTE'));
    expect(rateLimits.account).to.be.above(minutes * perMinute('RATE_LIMIT_ACCOUNT_PER_MINUTE'));
    expect(rateLimits.purchases).to.be.above(minutes * perMinute('RATE_LIMIT_CHECKOUTS_PER_MINUTE'));
  });

  it('read as much of a body as the gateway takes', () => {
    expect(maxInspectedBytes).to.be.at.least(maxBodyBytes);
  });

  it('let a picture of any size and content pass, on its own path and on no other', () => {
    const uploads = new RegExp(apiPaths.uploads);

    expect('/api/v1/admin/products/prd_01J-x/images').to.match(uploads);
    for (const path of [
      '/api/v1/admin/products/prd_1',
      '/api/v1/admin/products/a/b/images',
      '/api/v1/admin/products/a/images/../../orders',
      '/api/v1/admin/products/%2e%2e/images',
      '/api/v1/checkouts?x=/api/v1/admin/products/a/images',
    ]) {
      expect(path).to.not.match(uploads);
    }
    const readers = synthesized().acl.rule.filter(({ name }) =>
      ['unreadable-bodies', 'common', 'sql-injection'].includes(name),
    );
    expect(readers).to.have.length(3);
    for (const { name, statement } of readers) {
      expect(JSON.stringify(statement), name).to.match(/"not_statement":\{"statement":\{"regex_match_statement":/);
    }
  });
});

describe("the firewall's log", () => {
  it('keeps what was blocked or counted, and nothing that lets a reader act as a shopper', () => {
    const { logging } = synthesized();

    expect(logging?.redacted_fields).to.deep.equal([
      { single_header: { name: 'authorization' } },
      { single_header: { name: 'cookie' } },
    ]);
    expect(JSON.stringify(logging?.logging_filter)).to.include('"BLOCK"').and.include('"COUNT"');
  });

  it('refuses a group that AWS WAF would not write to', () => {
    expect(() => synthesized({}, '/evermart-dev/edge/firewall')).to.throw(/edge\/firewall.*aws-waf-logs-/);
  });
});
