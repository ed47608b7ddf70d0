import type { Authorization } from './schemas.ts';

/** The authorization as a step leaves it and the amount that the step moved, or why the step is refused. */
export type Step = { next: Authorization; amountMinor: number } | { code: string; message: string };

/** Once, up to the authorized amount; what is not captured is released. */
export const capture = (authorization: Authorization, amountMinor: number): Step => {
  if (authorization.status === 'voided') return alreadyVoided;
  if (authorization.status === 'captured') return alreadyCaptured;
  if (amountMinor > authorization.amountMinor) {
    return {
      code: 'amount_above_authorized',
      message: `at most ${authorization.amountMinor} can be captured`,
    };
  }
  return { next: { ...authorization, status: 'captured', capturedMinor: amountMinor }, amountMinor };
};

/** Releases the whole authorization, only while nothing is captured. */
export const voidAuthorization = (authorization: Authorization): Step => {
  if (authorization.status === 'voided') return alreadyVoided;
  if (authorization.status === 'captured') return alreadyCaptured;
  return { next: { ...authorization, status: 'voided' }, amountMinor: authorization.amountMinor };
};

/** Any number of times, in sum never above the captured amount. */
export const refund = (authorization: Authorization, amountMinor: number): Step => {
  if (authorization.status !== 'captured') {
    return { code: 'not_captured', message: 'only a captured authorization can be refunded' };
  }
  const refundable = authorization.capturedMinor - authorization.refundedMinor;
  if (amountMinor > refundable) {
    return { code: 'amount_above_captured', message: `at most ${refundable} can still be refunded` };
  }
  return { next: { ...authorization, refundedMinor: authorization.refundedMinor + amountMinor }, amountMinor };
};

const alreadyCaptured: Step = {
  code: 'already_captured',
  message: 'this authorization is captured: refund it instead',
};
const alreadyVoided: Step = { code: 'already_voided', message: 'this authorization is voided: authorize anew' };
