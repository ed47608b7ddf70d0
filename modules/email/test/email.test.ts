import { expect } from 'chai';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Email, type EmailProps } from '../email.ts';
import { dmarcRecord, emailRecords, mailFromDomain, senderOf } from '../email-domain.ts';

const domain = 'shop.example.com';
const props: EmailProps = {
  domain,
  region: 'eu-west-1',
  account: '111111111111',
  configurationSetName: 'evermart-dev-mail',
  identityArn: 'arn:aws:ses:eu-west-1:111111111111:identity/shop.example.com',
  userPoolArns: 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/*',
};
const made = () => resourcesOf((stack) => new Email(stack, 'email', props));

describe('the mail of a region', () => {
  it('leaves over TLS only, and never again to whom it bounced or who complained', () => {
    expect(made().only('aws_sesv2_configuration_set')).to.deep.include({
      delivery_options: { tls_policy: 'REQUIRE' },
      reputation_options: { reputation_metrics_enabled: true },
      suppression_options: { suppressed_reasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('is signed with keys of 2048 bits, under the settings that count bounces and complaints', () => {
    const resources = made();

    const { event_destination: destination } = resources.only('aws_sesv2_configuration_set_event_destination');

    expect(resources.only('aws_sesv2_email_identity').dkim_signing_attributes).to.deep.equal({
      next_signing_key_length: 'RSA_2048_BIT',
    });
    expect(resources.only('aws_sesv2_email_identity').configuration_set_name).to.match(/aws_sesv2_configuration_set/);
    expect(JSON.stringify(destination)).to.include('"BOUNCE"').and.include('"COMPLAINT"');
  });

  it('may be sent by user pools of this account and region, and by no others', () => {
    const [statement] = statementsIn(made().only('aws_sesv2_email_identity_policy').policy);

    expect(statement?.Condition).to.deep.equal({
      StringEquals: { 'aws:SourceAccount': '111111111111' },
      ArnLike: { 'aws:SourceArn': props.userPoolArns },
    });
    expect(statement?.Resource).to.deep.equal([props.identityArn]);
  });
});

describe('the DNS records of mail', () => {
  it('prove with DKIM and SPF, for one region, that the shop sent it', () => {
    expect(emailRecords(domain, 'eu-west-1', ['one', 'two', 'three'])).to.deep.equal([
      { name: 'one._domainkey.shop.example.com', type: 'CNAME', values: ['one.dkim.amazonses.com'] },
      { name: 'two._domainkey.shop.example.com', type: 'CNAME', values: ['two.dkim.amazonses.com'] },
      { name: 'three._domainkey.shop.example.com', type: 'CNAME', values: ['three.dkim.amazonses.com'] },
      {
        name: 'mail-eu-west-1.shop.example.com',
        type: 'MX',
        values: ['10 feedback-smtp.eu-west-1.amazonses.com'],
      },
      { name: 'mail-eu-west-1.shop.example.com', type: 'TXT', values: ['v=spf1 include:amazonses.com ~all'] },
    ]);
  });

  it('keep the regions apart: an MX record names one', () => {
    expect(mailFromDomain(domain, 'eu-west-1')).to.not.equal(mailFromDomain(domain, 'eu-central-1'));
  });

  it('lie below the domain from which the shop sends, so that DMARC finds them aligned', () => {
    expect(senderOf(domain)).to.match(/@shop\.example\.com>$/);
    expect(mailFromDomain(domain, 'eu-west-1').endsWith(`.${domain}`)).to.equal(true);
    expect(dmarcRecord(domain, 'dmarc@example.com')).to.deep.include({ name: '_dmarc.shop.example.com', type: 'TXT' });
  });
});
