import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget/index.js';
import { Construct } from 'constructs';

export interface BudgetProps {
  readonly name: string;
  readonly monthlyUsd: number;
  readonly email: string;
}

/** The share of a month's budget at which somebody hears of it: what was spent, and what AWS forecasts. */
const notifications = [
  { notificationType: 'ACTUAL', threshold: 50 },
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
];

/**
 * What an account may cost in a month. It counts the whole account, not the environment's tag: a tag counts nothing until
 * somebody has activated it for cost allocation, and a budget that sees nothing never warns.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { name, monthlyUsd, email }: BudgetProps) {
    super(scope, id);
    new BudgetsBudget(this, 'budget', {
      name,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: String(monthlyUsd),
      limitUnit: 'USD',
      notification: notifications.map((notification) => ({
        ...notification,
        comparisonOperator: 'GREATER_THAN',
        thresholdType: 'PERCENTAGE',
        subscriberEmailAddresses: [email],
      })),
    });
  }
}
