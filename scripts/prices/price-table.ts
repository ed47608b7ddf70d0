/** What AWS asks a month, from a table that is checked in: a review needs no network and shows which prices it used. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Prices = z.record(z.string(), z.number().nonnegative());

const RegionPrices = z.strictObject({
  /** USD an hour. */
  hourly: z.strictObject({
    natGateway: z.number(),
    /** In each availability zone. */
    interfaceEndpoint: z.number(),
    loadBalancer: z.number(),
    publicIpv4: z.number(),
    eksCluster: z.number(),
    kinesisShard: z.number(),
    kinesisOnDemandStream: z.number(),
  }),
  /** USD a GiB and month. */
  gp3GibMonth: z.number(),
  openSearchGp3GibMonth: z.number(),
  /** USD an hour by instance type. */
  instances: z.strictObject({ ec2: Prices, elastiCache: Prices, openSearch: Prices, aurora: Prices }),
});
export type RegionPrices = z.infer<typeof RegionPrices>;

const PriceTable = z.strictObject({
  recorded: z.iso.date(),
  currency: z.literal('USD'),
  hoursPerMonth: z.number(),
  /** Where each group of prices comes from. */
  sources: z.record(z.string(), z.string()),
  /** For what Terraform does not make: the nodes that Karpenter starts for the pods. */
  assumptions: z.strictObject({
    podVcpu: z.number(),
    podGibMemory: z.number(),
    workloadInstanceType: z.string(),
    workloadVcpu: z.number(),
    /** How full nodes are on average. */
    nodeFill: z.number(),
  }),
  /** USD a month, alike in all regions. */
  everywhere: z.strictObject({
    kmsKey: z.number(),
    secret: z.number(),
    hostedZone: z.number(),
    webAcl: z.number(),
    webAclRule: z.number(),
    healthCheck: z.number(),
    /** Each of: HTTPS, a string that is searched for, checks every 10 seconds, latency. */
    healthCheckFeature: z.number(),
    alarm: z.number(),
    alarmHighResolution: z.number(),
    dashboard: z.number(),
  }),
  regions: z.record(z.string(), RegionPrices),
});
export type PriceTable = z.infer<typeof PriceTable>;

export const readPriceTable = (): PriceTable =>
  PriceTable.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8')));
