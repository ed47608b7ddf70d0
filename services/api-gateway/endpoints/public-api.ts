import { adminOrderEndpoints } from './admin-order-endpoints.ts';
import { adminProductEndpoints } from './admin-product-endpoints.ts';
import { authEndpoints } from './auth-endpoints.ts';
import { cartEndpoints } from './cart-endpoints.ts';
import { catalogEndpoints } from './catalog-endpoints.ts';
import { checkoutEndpoints } from './checkout-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { eventEndpoints } from './event-endpoints.ts';
import { orderEndpoints } from './order-endpoints.ts';
import { profileEndpoints } from './profile-endpoints.ts';
import { searchEndpoints } from './search-endpoints.ts';

/** Where the public API lives; paths of endpoints are below it. */
export const apiPrefix = '/api/v1';

/** The public API as a table: routing, checks, documentation and tests read it. A new endpoint is a new entry. */
export function publicApi(options: { allowSandboxPayments: boolean }): readonly Endpoint[] {
  return [
    ...catalogEndpoints,
    ...searchEndpoints,
    ...cartEndpoints,
    ...checkoutEndpoints(options),
    ...orderEndpoints,
    ...authEndpoints,
    ...profileEndpoints,
    ...eventEndpoints,
    ...adminProductEndpoints,
    ...adminOrderEndpoints,
  ];
}
