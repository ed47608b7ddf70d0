import { expect } from 'chai';
import { valuesAt } from '../../../test/stacks/arguments.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Budget } from '../budget.ts';
import { CostAnomalies } from '../cost-anomalies.ts';

const email = 'platform@evermart.example';

describe('a budget', () => {
  const budget = () =>
    resourcesOf((stack) => new Budget(stack, 'budget', { name: 'monthly', monthlyUsd: 800, email })).only(
      'aws_budgets_budget',
    );

  it('warns before it is spent: by what was spent, and by what AWS forecasts', () => {
    expect(budget()).to.include({ limit_amount: '800', limit_unit: 'USD', time_unit: 'MONTHLY' });
    expect(valuesAt(budget(), 'notification.threshold')).to.deep.equal([50, 80, 100, 100]);
    expect(valuesAt(budget(), 'notification.notification_type')).to.include('FORECASTED');
    expect(new Set(valuesAt(budget(), 'notification.subscriber_email_addresses'))).to.deep.equal(new Set([email]));
  });

  it('counts the whole account: no filter can hide a cost', () => {
    expect(budget()).to.not.have.any.keys('cost_filter', 'cost_filters');
  });
});

describe('the watch for unusual costs', () => {
  it('tells of a service that costs more than it used to, from a sum on', () => {
    const resources = resourcesOf(
      (stack) => new CostAnomalies(stack, 'anomalies', { name: 'anomalies', email, leastUsd: 8 }),
    );

    expect(resources.only('aws_ce_anomaly_monitor')).to.include({
      monitor_type: 'DIMENSIONAL',
      monitor_dimension: 'SERVICE',
    });
    expect(
      valuesAt(resources.only('aws_ce_anomaly_subscription'), 'threshold_expression.dimension.values'),
    ).to.deep.equal(['8']);
  });
});
