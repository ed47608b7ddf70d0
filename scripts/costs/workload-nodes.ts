import type { RegionSettings } from '../../modules/environments/environment.ts';
import type { PriceTable } from '../prices/price-table.ts';

/**
 * The nodes that Karpenter starts for the services' pods. Terraform does not make them, so they are estimated: the pods
 * that run at least, at what the price table assumes of a pod and of how full a node gets.
 */
export const workloadNodes = {
  category: 'Nodes for the services (estimate)',
  usd({ region, replicas }: Pick<RegionSettings, 'region' | 'replicas'>, table: PriceTable): number {
    const { podVcpu, workloadInstanceType, workloadVcpu, nodeFill } = table.assumptions;
    const hourly = table.regions[region]?.instances.ec2[workloadInstanceType];
    if (hourly === undefined) throw new Error(`The price table has no ${workloadInstanceType} in ${region}`);
    const pods = Object.values(replicas).reduce((sum, count) => sum + count, 0);
    return Math.ceil((pods * podVcpu) / (workloadVcpu * nodeFill)) * hourly * table.hoursPerMonth;
  },
};
