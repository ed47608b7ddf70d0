import type { ProblemCode } from '@evermart/contracts/http/problem-codes';

/** What a problem means to somebody who writes a client, and what to do about it. */
export const problemTexts: Readonly<Record<ProblemCode, { readonly meaning: string; readonly remedy: string }>> = {
  'malformed-body': {
    meaning:
      'The body is not well-formed JSON in UTF-8, or it ended early, or the request as a whole is not well-formed HTTP.',
    remedy: 'Send one JSON value, and all of it.',
  },
  'idempotency-key-missing': {
    meaning: 'This request may charge or refund money, so it needs the header Idempotency-Key.',
    remedy: 'Make a random key for each thing you want done once, and send the same key when you repeat the request.',
  },
  'sign-in-required': {
    meaning: 'Only somebody who is signed in may do this, or the access token has expired.',
    remedy: 'Sign in, then send the cookie or a fresh access token.',
  },
  'invalid-credentials': {
    meaning: 'There is no account with that e-mail address and password.',
    remedy: 'Check both, or reset the password.',
  },
  'payment-declined': {
    meaning: 'The payment provider declined the payment. Nothing was charged and nothing was ordered.',
    remedy: 'Try another payment method with a new Idempotency-Key.',
  },
  forbidden: {
    meaning: 'You are known, and not allowed to do this; or another site made your browser send the request.',
    remedy: 'Ask for the group that it needs, or use the shop itself.',
  },
  'not-found': {
    meaning: 'There is nothing at this address, or it belongs to somebody else.',
    remedy: 'Check the address.',
  },
  'unknown-sku': {
    meaning: 'The shop has no article with that SKU.',
    remedy: 'Take SKUs from the variants of a product.',
  },
  'method-not-allowed': {
    meaning: 'The address exists, and does not take this method.',
    remedy: 'Use one of the methods in the header Allow.',
  },
  'request-timeout': {
    meaning: 'The connection was open, and the request did not arrive in time.',
    remedy: 'Send the request again, at once and as a whole.',
  },
  'out-of-stock': {
    meaning: 'There is less in stock than asked for. Nothing was charged.',
    remedy: 'Lower the quantity: errors names the articles.',
  },
  'total-changed': {
    meaning: 'The total is no longer the expected one: a price, a tax or the delivery changed.',
    remedy: 'Show the new quote to the shopper and buy again with a new Idempotency-Key.',
  },
  'cart-empty': {
    meaning: 'The cart holds nothing to buy, perhaps because another tab has just bought it.',
    remedy: 'Look at the orders, or fill the cart.',
  },
  'invalid-state': {
    meaning: 'What you ask for is not possible in the present state, for example to cancel what has shipped.',
    remedy: 'Read it again and decide anew.',
  },
  'version-conflict': {
    meaning: 'Somebody else changed it after you had read it.',
    remedy: 'Read it again and repeat your change.',
  },
  'body-too-large': {
    meaning: 'The body is larger than this API takes: 64 KB.',
    remedy: 'Send less at once.',
  },
  'unsupported-media-type': {
    meaning: 'The body has a media type or an encoding that this API does not take.',
    remedy: 'Send Content-Type: application/json, not compressed.',
  },
  'validation-failed': {
    meaning: 'The input can be read and is not valid.',
    remedy: 'errors lists each wrong member with its path and what is expected.',
  },
  'idempotency-key-reused': {
    meaning: 'This Idempotency-Key came before with another body.',
    remedy: 'Use a new key for a new request.',
  },
  'rate-limited': {
    meaning: 'You sent too many requests in a short time.',
    remedy: 'Wait as many seconds as Retry-After says.',
  },
  'headers-too-large': {
    meaning: 'The path, the query and the headers weigh more than 16 KB together.',
    remedy: 'Send fewer or shorter headers and cookies, or a shorter query.',
  },
  internal: {
    meaning: 'Something went wrong on our side that is not your fault.',
    remedy: 'Try again later; the request id helps us to find out.',
  },
  'dependency-unavailable': {
    meaning: 'A part of the shop that is needed here does not answer at the moment.',
    remedy: 'Try again after as many seconds as Retry-After says; repeat writes with the same Idempotency-Key.',
  },
};
