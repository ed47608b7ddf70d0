import { expect } from 'chai';
import fc from 'fast-check';
import { capture, refund, type Step, voidAuthorization } from '../authorization-rules.ts';
import type { Authorization } from '../schemas.ts';
import { newKey, type PaymentClient, paymentClient } from './payment-client.ts';
import { type Provider, startProvider, temporaryFolder } from './provider-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

type Command = { kind: 'capture' | 'refund'; amountMinor: number } | { kind: 'void' };

// Small amounts, so that sums often meet their limits exactly.
const amount = fc.integer({ min: 1, max: 12 });
const commands = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('capture' as const), amountMinor: amount }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('refund' as const), amountMinor: amount }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'void' as const }) },
  ),
  { minLength: 1, maxLength: 12 },
);

const apply = (authorization: Authorization, command: Command): Step => {
  if (command.kind === 'void') return voidAuthorization(authorization);
  return { capture, refund }[command.kind](authorization, command.amountMinor);
};

describe('the state rules of the payment provider', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let receiver: WebhookReceiver;
  let provider: Provider;
  let client: PaymentClient;

  before(async () => {
    folder = await temporaryFolder();
    receiver = await startWebhookReceiver();
    provider = await startProvider({ dataDir: folder.path, webhookUrl: receiver.url });
    client = paymentClient(provider.url);
  });

  after(async () => {
    await provider.end('SIGKILL');
    await receiver.stop();
    await folder.remove();
  });

  const step = async (id: unknown, kind: 'capture' | 'void' | 'refunds', amountMinor?: number) => {
    const { status, body } = await client.post(
      `/authorizations/${id}/${kind}`,
      amountMinor === undefined ? {} : { amountMinor },
    );
    return { status, body, code: body.code };
  };

  const authorized = async (amountMinor: number) => (await client.authorize({ amountMinor })).body.id;

  it('captures once, up to the authorized amount', async () => {
    const id = await authorized(100);

    const tooMuch = await step(id, 'capture', 101);
    const partly = await step(id, 'capture', 60);
    const again = await step(id, 'capture', 40);

    expect([tooMuch.status, tooMuch.code]).to.deep.equal([409, 'amount_above_authorized']);
    expect(partly.status).to.equal(200);
    expect(partly.body).to.deep.include({ id, status: 'captured', amountMinor: 100, capturedMinor: 60 });
    expect(partly.body.effect).to.deep.include({ kind: 'capture', amountMinor: 60 });
    expect([again.status, again.code]).to.deep.equal([409, 'already_captured']);
  });

  it('voids once, and only what is not captured', async () => {
    const voided = await authorized(100);
    const captured = await authorized(100);
    await step(captured, 'capture', 100);

    const first = await step(voided, 'void');
    const second = await step(voided, 'void');
    const captureAfter = await step(voided, 'capture', 100);
    const voidAfterCapture = await step(captured, 'void');

    expect(first.status).to.equal(200);
    expect(first.body).to.deep.include({ id: voided, status: 'voided' });
    expect([second.status, second.code]).to.deep.equal([409, 'already_voided']);
    expect([captureAfter.status, captureAfter.code]).to.deep.equal([409, 'already_voided']);
    expect([voidAfterCapture.status, voidAfterCapture.code]).to.deep.equal([409, 'already_captured']);
  });

  it('refunds in parts, never above the captured amount, and nothing before the capture', async () => {
    const id = await authorized(100);

    const early = await step(id, 'refunds', 1);
    await step(id, 'capture', 80);
    const answers = [
      await step(id, 'refunds', 50),
      await step(id, 'refunds', 31),
      await step(id, 'refunds', 30),
      await step(id, 'refunds', 1),
    ];

    expect([early.status, early.code]).to.deep.equal([409, 'not_captured']);
    expect(answers.map(({ status, code }) => code ?? status)).to.deep.equal([
      201,
      'amount_above_captured',
      201,
      'amount_above_captured',
    ]);
    expect(answers[2]?.body).to.deep.include({ status: 'captured', capturedMinor: 80, refundedMinor: 80 });
  });

  it('twenty refunds at once with keys of their own never exceed the captured amount', async () => {
    const id = await authorized(100);
    await step(id, 'capture', 100);

    const answers = await Promise.all(Array.from({ length: 20 }, () => step(id, 'refunds', 9)));

    expect(answers.filter(({ status }) => status === 201)).to.have.length(11);
    expect((await client.get(`/authorizations/${id}`)).body.refundedMinor).to.equal(99);
  });

  it('keeps 0 <= refunded <= captured <= authorized over any sequence, by the rules alone', () => {
    fc.assert(
      fc.property(amount, commands, (amountMinor, sequence) => {
        const start: Authorization = {
          id: 'aut_x',
          status: 'authorized',
          checkoutId: 'x',
          amountMinor,
          currency: 'EUR',
          capturedMinor: 0,
          refundedMinor: 0,
        };
        let state = start;
        const moved = { capture: 0, refund: 0, void: 0 };

        for (const command of sequence) {
          const result = apply(state, command);
          if ('code' in result) continue;
          state = result.next;
          moved[command.kind] += result.amountMinor;
        }

        expect([state.capturedMinor, state.refundedMinor]).to.deep.equal([moved.capture, moved.refund]);
        expect(moved.refund).to.be.at.most(moved.capture);
        expect(moved.capture).to.be.at.most(amountMinor);
        expect(Math.min(moved.capture, moved.void), 'captured and voided').to.equal(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the ledger within what was authorized over any sequence of calls', async () => {
    await fc.assert(
      fc.asyncProperty(amount, commands, async (amountMinor, sequence) => {
        const checkoutId = newKey();
        const { body } = await client.authorize({ checkoutId, amountMinor });
        const call = (command: Command) =>
          command.kind === 'void'
            ? step(body.id, 'void')
            : step(body.id, command.kind === 'refund' ? 'refunds' : 'capture', command.amountMinor);

        const answers = await Promise.all(sequence.map(call));

        const { body: end } = await client.get(`/authorizations/${body.id}`);
        const entries = (await client.ledger()).filter((entry) => entry.checkoutId === checkoutId);
        const sum = (kind: string) =>
          entries.filter((entry) => entry.kind === kind).reduce((total, entry) => total + Number(entry.amountMinor), 0);
        expect(entries).to.have.length(1 + answers.filter(({ status }) => status < 300).length);
        expect(sum('authorization')).to.equal(amountMinor);
        expect([sum('capture'), sum('refund')]).to.deep.equal([end.capturedMinor, end.refundedMinor]);
        expect(sum('refund')).to.be.at.most(sum('capture'));
        expect(sum('capture')).to.be.at.most(amountMinor);
      }),
      { numRuns: 40 },
    );
  });
});
