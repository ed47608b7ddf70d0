import { createBareApp } from '@evermart/kit/app';
import { createHealth } from '@evermart/kit/health';
import { listen } from '@evermart/kit/serve';
import { expect } from 'chai';
import express from 'express';
import { simpleParser } from 'mailparser';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { chooseTransport } from '../transport/choose-transport.ts';
import { MailError } from '../transport/mail-error.ts';
import type { Mail } from '../transport/mail-transport.ts';

const mail: Mail = { to: 'ada@evermart.test', subject: 'Grüße', text: 'Hello', html: '<p>Hello</p>', language: 'de' };

/** SES as the SDK sees it: takes raw messages, or refuses them with a text that quotes the recipient, as SES does. */
async function startStubSes() {
  const raw: Buffer[] = [];
  const state = { refusing: false };
  const app = createBareApp();
  app.post('/v2/email/outbound-emails', express.json(), (request, response) => {
    if (state.refusing) {
      response.status(400).setHeader('x-amzn-errortype', 'MessageRejected');
      response.json({ message: `Email address is not verified: ${mail.to}` });
      return;
    }
    raw.push(Buffer.from(request.body.Content.Raw.Data, 'base64'));
    response.json({ MessageId: `ses-${raw.length}` });
  });
  const logger = quietLogger('notification');
  const running = await listen({ app, host: '127.0.0.1', port: 0, health: createHealth([]), logger });
  return { url: running.url, close: running.close, raw, state };
}

describe('without SMTP_URL', () => {
  it('mails go through SES, with a header of ours that is the same for every repetition', async () => {
    const ses = await startStubSes();
    const transport = await chooseTransport({
      EMAIL_FROM: 'Evermart <shop@evermart.test>',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_SESV2: ses.url,
      SMTP_CONNECTIONS: 1,
    });

    await transport.send(mail, 'order.paid/1');
    await transport.send(mail, 'order.paid/1');
    await transport.send(mail, 'order.paid/2');
    const [first, repeated, other] = await Promise.all(ses.raw.map((message) => simpleParser(message)));

    const ours = (parsed: typeof first) => parsed?.headers.get('x-evermart-notification');
    expect(first?.subject).to.equal('Grüße');
    expect(ours(first)).to.be.a('string');
    expect(ours(repeated)).to.equal(ours(first));
    expect(ours(other)).not.to.equal(ours(first));

    ses.state.refusing = true;
    const failure = await transport.send(mail, 'order.paid/3').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(MailError);
    expect((failure as MailError).permanent).to.equal(false);
    expect((failure as MailError).stack)
      .to.contain('MessageRejected')
      .and.not.to.contain('ada@');
    transport.close();
    await ses.close();
  });
});
