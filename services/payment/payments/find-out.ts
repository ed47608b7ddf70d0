import { paymentProviders } from '@evermart/contracts/http/payment';
import { money } from '@evermart/contracts/money';
import type { SettledBy } from '@evermart/contracts/topology';
import { type Providers, providerNamed } from '../providers/payment-provider.ts';
import { type BegunPayment, isBegun } from './payment-record.ts';
import type { PaymentRepository } from './payment-repository.ts';
import type { SettlePayment } from './settle-payment.ts';

export interface FindOutDeps {
  readonly payments: PaymentRepository;
  readonly providers: Providers;
  readonly settle: SettlePayment;
}

/** Learns from the providers what this database does not know. All throw `ServiceError` `dependency-unavailable` without an answer. */
export function createFindOut({ payments, providers, settle }: FindOutDeps) {
  return {
    /**
     * Ends the uncertainty about an authorization whose answer was lost: by looking first, since a provider that hung
     * may hang again, and by asking again under the same key where nothing is found.
     */
    async outcomeOf(payment: BegunPayment, settledBy: SettledBy): Promise<BegunPayment> {
      const { checkoutId, token, amountMinor, currency } = payment;
      if (token === null) throw new Error(`${checkoutId} is being authorized without a token`);
      const provider = providerNamed(providers, payment.provider);
      const news =
        (await provider.find(checkoutId)) ??
        (await provider.authorize({ checkoutId, token, amount: money(amountMinor, currency) }));
      return settle(payment, news, settledBy);
    },

    /** The payment as its provider has it now; as it is known here where the provider does not find it. */
    async present(payment: BegunPayment, settledBy: SettledBy): Promise<BegunPayment> {
      const news = await providerNamed(providers, payment.provider).find(payment.checkoutId);
      return news === undefined ? payment : settle(payment, news, settledBy);
    },

    /**
     * Looks for a payment that this database does not have, at every provider: another region may have made it and
     * died before its row replicated. Where a mark forbids the payment, it comes back as one to be voided.
     */
    async strayPayment(checkoutId: string, settledBy: SettledBy): Promise<BegunPayment | undefined> {
      for (const name of paymentProviders) {
        const news = await providers[name]?.find(checkoutId);
        if (news === undefined || news.status === 'declined') continue;
        const adopted = await payments.adopt({ checkoutId, provider: name, ...news });
        const record = adopted ?? (await payments.find(checkoutId));
        if (record !== undefined && isBegun(record)) return settle(record, news, settledBy);
      }
      return undefined;
    },
  };
}
export type FindOut = ReturnType<typeof createFindOut>;
