import { expect } from 'chai';
import { namesOf } from '../../naming.ts';
import { combined, metricsOf } from '../metric.ts';
import { globalDatabaseMetric, overOperations, redisMetric } from '../resource-metrics.ts';

const names = namesOf('dev', 'eu-west-1');
const one = metricsOf('AWS/SQS', { QueueName: 'a' })('Age', 'Maximum');

describe('metrics that are combined', () => {
  it('count as nothing in a sum where they tell nothing, and take no part in a maximum', () => {
    expect(combined('SUM', [one, one]).expression).to.equal('FILL(m1, 0) + FILL(m2, 0)');
    expect(combined('MAX', [one, one]).expression).to.equal('MAX([m1, m2])');
  });

  it('cover every node of Redis, by the names that ElastiCache gives them', () => {
    const { using } = redisMetric(names, 3)('Evictions', 'Sum');

    expect(Object.values(using).map(({ dimensions }) => dimensions.CacheClusterId)).to.deep.equal([
      'evermart-dev-redis-001',
      'evermart-dev-redis-002',
      'evermart-dev-redis-003',
    ]);
  });

  it('stay within what an alarm takes: ten metrics', () => {
    expect(Object.keys(overOperations(names, 'carts', 'SystemErrors').using).length).to.be.at.most(10);
  });

  it("name no region: a query finds the other region's whichever it is", () => {
    expect(globalDatabaseMetric(names, 'AuroraGlobalDBRPOLag').sql).to.equal(
      `SELECT MAX(AuroraGlobalDBRPOLag) FROM "AWS/RDS" WHERE DBClusterIdentifier = 'evermart-dev-aurora'`,
    );
  });
});
