import { serviceNames } from '@evermart/contracts/topology';
import type { Construct } from 'constructs';
import { Alarm } from '../alarm/alarm.ts';
import { alarmThing } from '../alarm/alarm-spec.ts';
import { AlarmTopic } from '../alarm/alarm-topic.ts';
import { CompositeAlarm } from '../alarm/composite-alarm.ts';
import { EventAlarm } from '../alarm/event-alarm.ts';
import { Budget } from '../budget/budget.ts';
import { CostAnomalies } from '../budget/cost-anomalies.ts';
import { Dashboard } from '../dashboard/dashboard.ts';
import { Key } from '../key/key.ts';
import { eventRulesMayWrite, logsMayEncrypt, serviceMayWrite } from '../key/key-statements.ts';
import { LogGroup } from '../log-group/log-group.ts';
import { LogMetric } from '../log-metric/log-metric.ts';
import { Tracing } from '../tracing/tracing.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';
import type { AlarmScope } from './observability/alarm-scope.ts';
import { allAlarms, customersNotice } from './observability/all-alarms.ts';
import { businessDashboard } from './observability/business-dashboard.ts';
import { eventAlarms } from './observability/event-alarms.ts';
import { samplingRules, traceGroups } from './observability/sampling.ts';
import { serviceDashboard } from './observability/service-dashboard.ts';
import { countedOf, serviceNamespace } from './observability/service-log-metrics.ts';

/**
 * How a region is watched. Trails of who did what (CloudTrail), GuardDuty and the like belong to the account's owner,
 * who has them for a whole organization: a second trail of the same events would only cost.
 */
export class ObservabilityStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'observability', props);
    const keyArn = this.#key();
    const topicArn = this.#topic(keyArn);
    const watched = this.#watched();
    this.#serviceLogs(keyArn);
    this.#alarms(watched, topicArn);
    this.#eventAlarms(topicArn);
    this.#dashboards(watched);
    this.#traces();
    this.#costs();
  }

  #key(): string {
    return new Key(this, 'observability-key', {
      description: 'Alarms, and the log lines of services',
      alias: this.names.keyAlias('observability'),
      accountRoot: this.arns.accountRoot(),
      statements: [
        serviceMayWrite('cloudwatch.amazonaws.com', this.account),
        eventRulesMayWrite(),
        logsMayEncrypt(this.region, this.arns.logGroup('services/*')),
      ],
    }).arn;
  }

  #topic(keyArn: string): string {
    return new AlarmTopic(this, 'topic', {
      name: this.names.of('topic', 'alarms'),
      account: this.account,
      keyArn,
      email: this.environment.alertEmail,
    }).arn;
  }

  /** A log group a service, and what is counted in it. The cluster's collector writes there. */
  #serviceLogs(keyArn: string): void {
    for (const service of serviceNames) {
      const { groupName } = new LogGroup(this, `logs-${service}`, {
        name: this.names.serviceLogGroup(service),
        retentionDays: this.environment.logRetentionDays,
        keyArn,
      });
      for (const { metric, event, where } of countedOf(service)) {
        new LogMetric(this, `counted-${service}-${metric}`, {
          logGroupName: groupName,
          event,
          namespace: serviceNamespace(this.names, service),
          metricName: metric,
          ...(where === undefined ? {} : { where }),
        });
      }
    }
  }

  #watched(): AlarmScope {
    return {
      names: this.names,
      environment: this.environment,
      settings: this.settings,
      account: this.account,
      standby: this.role === 'standby',
      paired: this.otherRegion !== undefined,
      gateway: {
        loadBalancer: this.readParameter(this.paths.loadBalancer(this.region, 'arn-suffix')),
        targetGroup: this.readParameter(this.paths.gatewayTargetGroupArnSuffix()),
      },
    };
  }

  #alarms(watched: AlarmScope, topicArn: string): void {
    const { githubRepository: repository } = this.environment;
    const noticed: string[] = [];
    for (const spec of allAlarms(watched)) {
      const thing = alarmThing(spec);
      const { alarmName } = new Alarm(this, `alarm-${thing}`, {
        alarmName: this.#alarmName(thing),
        spec,
        topicArn,
        repository,
      });
      if (customersNotice.has(spec.name)) noticed.push(alarmName);
    }
    new CompositeAlarm(this, 'alarm-shop-impaired', {
      alarmName: this.#alarmName('shop-impaired'),
      name: 'shop-impaired',
      symptom: 'Customers of this region notice: requests fail or crawl, or purchases are stuck.',
      anyOf: noticed,
      topicArn,
      repository,
    });
  }

  #eventAlarms(topicArn: string): void {
    for (const spec of eventAlarms(this.names)) {
      new EventAlarm(this, `event-${spec.name}`, {
        ruleName: this.names.of('eventRule', spec.name),
        spec,
        topicArn,
        repository: this.environment.githubRepository,
      });
    }
  }

  #dashboards(watched: AlarmScope): void {
    const { region } = this;
    const alarmArn = (thing: string) => this.arns.regional('cloudwatch', `alarm:${this.#alarmName(thing)}`);
    const name = (thing: string) => this.names.of('dashboard', `${region}-${thing}`);
    for (const service of serviceNames) {
      const rows = serviceDashboard(service, watched, alarmArn);
      new Dashboard(this, `dashboard-${service}`, { name: name(service), region, rows });
    }
    const rows = businessDashboard(watched, ['shop-impaired', ...customersNotice].map(alarmArn));
    new Dashboard(this, 'dashboard-business', { name: name('business'), region, rows });
  }

  #traces(): void {
    new Tracing(this, 'tracing', { rules: samplingRules(this.names), groups: traceGroups(this.names) });
  }

  /** Bills are the account's, not a region's. */
  #costs(): void {
    if (this.role !== 'primary') return;
    const { monthlyBudgetUsd, alertEmail: email, toggles } = this.environment;
    new Budget(this, 'budget', { name: this.names.of('budget', 'monthly'), monthlyUsd: monthlyBudgetUsd, email });
    if (!toggles.costAnomalyMonitor) return;
    new CostAnomalies(this, 'cost-anomalies', {
      name: this.names.of('budget', 'cost-anomalies'),
      email,
      leastUsd: Math.ceil(monthlyBudgetUsd / 100),
    });
  }

  #alarmName = (thing: string) => this.names.of('alarm', thing);
}
