/**
 * The keys under which providers are asked, the same in every process and region. The authorization's key is the
 * checkout id itself.
 */
export const captureKey = (checkoutId: string) => `${checkoutId}:capture`;
export const voidKey = (checkoutId: string) => `${checkoutId}:void`;
export const refundKey = (checkoutId: string, refundId: string) => `${checkoutId}:refund:${refundId}`;
