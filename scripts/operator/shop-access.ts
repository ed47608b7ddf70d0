import type { ServiceName } from '@evermart/contracts/topology';
import { z } from 'zod';

/**
 * What an operator's command needs to reach a region's stores directly: read from the environment, which a job in the
 * cluster gets from its secrets and a local start writes to `.local/<region>/operator.env`.
 */
export const ShopAccess = z.object({
  AWS_REGION: z.string().min(1),
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_SQS: z.url().optional(),
  /** What physical names begin with, e.g. `evermart-production`. */
  RESOURCE_PREFIX: z.string().min(1),
  CHECKOUTS_TABLE: z.string().min(1),
  CATALOG_DATABASE_URL: z.string().min(1),
  ORDERS_DATABASE_URL: z.string().min(1),
  PAYMENTS_DATABASE_URL: z.string().min(1),
  SANDBOX_PROVIDER_URL: z.url().optional(),
});
export type ShopAccess = z.infer<typeof ShopAccess>;

/** From the environments of the services that own the stores. */
export function shopAccessOf(environment: (service: ServiceName) => Readonly<Record<string, string>>): ShopAccess {
  return ShopAccess.parse({
    ...environment('checkout'),
    RESOURCE_PREFIX: environment('checkout').CHECKOUTS_TABLE?.replace(/-checkouts$/, ''),
    SANDBOX_PROVIDER_URL: environment('payment').SANDBOX_PROVIDER_URL,
    CATALOG_DATABASE_URL: environment('catalog').DATABASE_URL,
    ORDERS_DATABASE_URL: environment('order').DATABASE_URL,
    PAYMENTS_DATABASE_URL: environment('payment').DATABASE_URL,
  });
}

/** As lines of a `.env` file, with the credentials that an emulator takes. */
export function shopAccessFile(access: ShopAccess, credentials: Readonly<Record<string, string>>): string {
  const variables = Object.entries({ ...access, ...credentials }).filter(([, value]) => value !== undefined);
  return variables.map(([name, value]) => `${name}=${value}\n`).join('');
}
