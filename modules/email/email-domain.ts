/** The names of the shop's e-mail, derived from its domain alone, and the DNS records that they need. */

/** From whom customers get mail. */
export const senderOf = (domain: string) => `Evermart <shop@${domain}>`;

/**
 * Where bounces go. Each region has its own, because the MX record names the region.
 * Source: Amazon SES Developer Guide, "Using a custom MAIL FROM domain".
 */
export const mailFromDomain = (domain: string, region: string) => `mail-${region}.${domain}`;

export interface DnsRecord {
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  readonly values: readonly string[];
}

/** A domain has three DKIM tokens in each region. Source: Amazon SES Developer Guide, "Easy DKIM in Amazon SES". */
export const dkimTokenCount = 3;

/**
 * What the domain's zone must hold so that one region may send: the DKIM keys, and SPF and MX of its bounce domain.
 * @param dkimTokens what the region's stack `data` publishes, in its order
 */
export function emailRecords(domain: string, region: string, dkimTokens: readonly string[]): readonly DnsRecord[] {
  const bounces = mailFromDomain(domain, region);
  return [
    ...dkimTokens.map(
      (token): DnsRecord => ({
        name: `${token}._domainkey.${domain}`,
        type: 'CNAME',
        values: [`${token}.dkim.amazonses.com`],
      }),
    ),
    { name: bounces, type: 'MX', values: [`10 feedback-smtp.${region}.amazonses.com`] },
    { name: bounces, type: 'TXT', values: ['v=spf1 include:amazonses.com ~all'] },
  ];
}

/** Once for the domain: receivers refuse mail in the shop's name that neither DKIM nor SPF proves. */
export const dmarcRecord = (domain: string, reportsTo: string): DnsRecord => ({
  name: `_dmarc.${domain}`,
  type: 'TXT',
  values: [`v=DMARC1; p=quarantine; adkim=r; aspf=r; rua=mailto:${reportsTo}`],
});
