import { expect } from 'chai';
import type { OnAnswer } from './shopper.ts';

/** The API promises a purchase's answer within 10 s; nothing else is worth that long a wait. */
const longestMs = (request: string) => (request.startsWith('POST /checkouts') ? 10_000 : 7_000);

/**
 * Holds every answer that shoppers got against what is promised whatever is away: it comes in time, it is never an
 * error of the shop's own, and a refusal for the moment says when to come again.
 */
export function watchAnswers() {
  const broken: string[] = [];
  const onAnswer: OnAnswer = ({ request, answer: { status, headers, body }, tookMs }) => {
    if (tookMs > longestMs(request)) broken.push(`${request} took ${Math.round(tookMs)} ms`);
    if (status < 500) return;
    const comeAgain = status === 503 && body?.type === '/problems/dependency-unavailable' && headers.has('retry-after');
    if (!comeAgain) broken.push(`${request} answered ${status} ${JSON.stringify(body)}`);
  };
  return { onAnswer, assertPromisesKept: () => expect(broken).to.deep.equal([]) };
}
