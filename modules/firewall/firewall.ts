import { Wafv2WebAcl, type Wafv2WebAclRule } from '@cdktf/provider-aws/lib/wafv2-web-acl/index.js';
import { problemTitles } from '@evermart/contracts/http/problem-codes';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { botControl, type ManagedRules, managedRules } from './managed-rules.ts';
import { type OwnRule, ownRules, statusOf } from './own-rules.ts';
import { apiPaths, below, both, isWebhook, not } from './requests.ts';

export interface FirewallProps {
  readonly name: string;
  /** us-east-1: the only region with firewalls for CloudFront. */
  readonly provider: TerraformProvider;
  /** Blocks nothing, counts and logs what it would block: for the first days of a new rule. `false` if left out. */
  readonly countsOnly?: boolean;
  /** Adds the rules that know bots, which cost by the request. `false` if left out. */
  readonly botControl?: boolean;
}

const retryAfterSeconds = 60;

/**
 * What stands between the world and the distribution: addresses of bad repute, floods, known attacks. It admits whatever
 * no rule refuses. The cheap rules come first, so that a flood is over before bodies are read. With bot control it takes
 * about 1,320 of the 1,500 capacity units that the base price includes.
 */
export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const { name, provider, countsOnly = false } = props;
    const [reputation, ...contents] = managedRules;
    const bots = props.botControl === true ? [botControl(both(below(apiPaths.all), not(isWebhook)))] : [];
    const rules = [
      managedRule(reputation!, countsOnly),
      ...ownRules.map((rule) => ownRule(rule, countsOnly)),
      ...[...contents, ...bots].map((rule) => managedRule(rule, countsOnly)),
    ];
    const acl = new Wafv2WebAcl(this, 'acl', {
      name,
      description: 'In front of the distribution',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rule: rules.map((rule, priority) => ({ ...rule, priority })),
      customResponseBody: bodiesOf(ownRules),
      associationConfig: { requestBody: [{ cloudfront: { defaultSizeInspectionLimit: 'KB_64' } }] },
      visibilityConfig: visibleAs(name),
      provider,
    });
    if (countsOnly) suppress(acl, 'CKV_AWS_192', 'This environment counts what it would block, to try rules out.');
    this.arn = acl.arn;
  }
}

type Rule = Omit<Wafv2WebAclRule, 'priority'>;

function managedRule({ name, group, counted, of, counts, config }: ManagedRules, countsOnly: boolean): Rule {
  return {
    name,
    overrideAction: countsOnly || counts === 'all' ? { count: {} } : { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: 'AWS',
        name: group,
        rule_action_override: Object.keys(counted).map((rule) => ({ name: rule, action_to_use: { count: {} } })),
        ...(of === undefined ? {} : { scope_down_statement: of }),
        ...(config === undefined ? {} : { managed_rule_group_configs: [config] }),
      },
    },
    visibilityConfig: visibleAs(name),
  };
}

function ownRule(rule: OwnRule, countsOnly: boolean): Rule {
  const customResponse = {
    responseCode: statusOf(rule),
    customResponseBodyKey: rule.problem,
    ...(rule.problem === 'rate-limited'
      ? { responseHeader: [{ name: 'Retry-After', value: String(retryAfterSeconds) }] }
      : {}),
  };
  return {
    name: rule.name,
    action: countsOnly ? { count: {} } : { block: { customResponse } },
    statement: rule.statement,
    visibilityConfig: visibleAs(rule.name),
  };
}

/** `application/problem+json` in all but its type, which AWS WAF fixes. */
function bodiesOf(rules: readonly OwnRule[]) {
  const problems = [...new Map(rules.map((rule) => [rule.problem, rule])).values()];
  return problems.map((rule) => ({
    key: rule.problem,
    contentType: 'APPLICATION_JSON',
    content: JSON.stringify({
      type: `/problems/${rule.problem}`,
      title: problemTitles[rule.problem],
      status: statusOf(rule),
      detail: 'The firewall of the shop refused it.',
      requestId: 'unknown',
    }),
  }));
}

const visibleAs = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});
