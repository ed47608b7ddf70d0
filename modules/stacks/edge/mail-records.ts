import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { Fn } from 'cdktf';
import { type DnsRecord, dkimTokenCount, dmarcRecord, emailRecords } from '../../email/email-domain.ts';
import type { EvermartStack } from '../evermart-stack.ts';

const ttlSeconds = 3600;

/** What proves that the mail of each region is the shop's. */
export function mailRecords(stack: EvermartStack, zoneId: string): void {
  const { primary, standby, domain, alertEmail } = stack.environment;
  const add = (id: string, { name, type, values }: DnsRecord) =>
    new Route53Record(stack, id, { zoneId, name, type, ttl: ttlSeconds, records: [...values] });
  for (const { region } of standby === undefined ? [primary] : [primary, standby]) {
    const published = Fn.split(',', stack.readParameter(stack.paths.dkimTokens(region)));
    const tokens = Array.from({ length: dkimTokenCount }, (_, index): string => Fn.element(published, index));
    for (const [index, record] of emailRecords(domain, region, tokens).entries()) {
      add(`mail-${region}-${index}`, record);
    }
  }
  add('mail-policy', dmarcRecord(domain, alertEmail));
}
