import type { Clock } from '@evermart/kit/clock';
import type { Config } from '../config.ts';
import type { Providers } from './payment-provider.ts';

/** The providers that have their settings. Each one's code is loaded only where it is offered. */
export async function configuredProviders(config: Config, clock: Clock): Promise<Providers> {
  const { SANDBOX_PROVIDER_URL, SANDBOX_WEBHOOK_SECRET, STRIPE_API_KEY, STRIPE_WEBHOOK_SECRET } = config;
  const timeoutMs = config.PROVIDER_TIMEOUT_MS;
  return {
    ...(SANDBOX_PROVIDER_URL === undefined || SANDBOX_WEBHOOK_SECRET === undefined
      ? {}
      : { sandbox: await sandbox(SANDBOX_PROVIDER_URL, SANDBOX_WEBHOOK_SECRET) }),
    ...(STRIPE_API_KEY === undefined || STRIPE_WEBHOOK_SECRET === undefined
      ? {}
      : { stripe: await stripe(STRIPE_API_KEY, STRIPE_WEBHOOK_SECRET) }),
  };

  async function sandbox(baseUrl: string, webhookSecret: string) {
    const { createSandboxProvider } = await import('./sandbox/sandbox-provider.ts');
    return createSandboxProvider({ baseUrl, webhookSecret, timeoutMs, clock });
  }

  async function stripe(apiKey: string, webhookSecret: string) {
    const { createStripeProvider } = await import('./stripe/stripe-provider.ts');
    return createStripeProvider({ apiKey, webhookSecret, timeoutMs, clock, apiBase: config.STRIPE_API_BASE });
  }
}
