import { isUpload, not, type Statement } from './requests.ts';

/** A group of rules that AWS writes and keeps up to date. */
export interface ManagedRules {
  /** As the rule is called in logs and metrics. */
  readonly name: string;
  /** As AWS calls the group. */
  readonly group: string;
  /** Rules of the group that only count, and why they must not block here. */
  readonly counted: Readonly<Record<string, string>>;
  /** The requests that it looks at. All if left out. */
  readonly of?: Statement;
  /** `all` only labels: what it finds is no reason to refuse a shopper. */
  readonly counts?: 'all';
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The bytes of a picture look like anything, so what reads bodies leaves uploads alone. */
const notUploads = not(isUpload);

/** Source: AWS WAF Developer Guide, "AWS Managed Rules rule groups list". */
export const managedRules: readonly ManagedRules[] = [
  { name: 'ip-reputation', group: 'AWSManagedRulesAmazonIpReputationList', counted: {} },
  { name: 'known-bad-inputs', group: 'AWSManagedRulesKnownBadInputsRuleSet', counted: {} },
  {
    name: 'common',
    group: 'AWSManagedRulesCommonRuleSet',
    counted: {
      SizeRestrictions_BODY:
        'Its limit is 8 KB; the shop takes 64 KB, and the rule unreadable-bodies refuses the rest.',
    },
    of: notUploads,
  },
  { name: 'sql-injection', group: 'AWSManagedRulesSQLiRuleSet', counted: {}, of: notUploads },
  {
    name: 'anonymous-ip',
    group: 'AWSManagedRulesAnonymousIpList',
    counted: {},
    // People shop through VPNs, partners and payment providers call from data centres. The label is there for an attack.
    counts: 'all',
  },
];

/** Costs by the request, so it looks at the API only, where orders and accounts are. */
export const botControl = (requests: Statement): ManagedRules => ({
  name: 'bots',
  group: 'AWSManagedRulesBotControlRuleSet',
  counted: {
    CategoryHttpLibrary: 'Partners and mobile applications call the API with HTTP libraries.',
    SignalNonBrowserUserAgent: 'The same: the API is not for browsers alone.',
  },
  of: requests,
  config: { aws_managed_rules_bot_control_rule_set: { inspection_level: 'COMMON' } },
});
