import type { Response } from 'express';
import type { Outcome } from './idempotency.ts';
import type { TokenBehaviour } from './tokens.ts';
import type { WebhookDispatcher } from './webhook-dispatcher.ts';

const webhookFirstLimitMs = 5000;

interface AnswerDeps {
  dispatcher: WebhookDispatcher;
  slowMs: number;
  hangLimitMs: number;
  /** Unix milliseconds. */
  now: () => number;
}

/** Never answers; the connection is cut after `limitMs`, so that forgotten clients do not pile up. */
export const hang = (response: Response, limitMs: number): void => {
  const timer = setTimeout(() => response.destroy(), limitMs);
  response.once('close', () => clearTimeout(timer));
};

export const answer = (response: Response, { status, body, replayed }: Outcome): void => {
  if (replayed) response.set('Idempotent-Replayed', 'true');
  response.status(status).type('json').send(body);
};

export type AnswerInManner = ReturnType<typeof createAnswerInManner>;

/** Sends an authorization's durable outcome when, and if, its token says so. */
export const createAnswerInManner =
  ({ dispatcher, slowMs, hangLimitMs, now }: AnswerDeps) =>
  async (response: Response, outcome: Outcome, manner: TokenBehaviour['answer']): Promise<void> => {
    if (manner === 'never') return hang(response, hangLimitMs);
    if (manner === 'after-webhook' && outcome.eventId) {
      await dispatcher.firstAttempt(outcome.eventId, webhookFirstLimitMs);
    }
    // Counted from the first request: a repeat in the meantime waits for the rest, a later one not at all.
    if (manner === 'slowly') await rest(Math.min(slowMs, Math.max(0, outcome.startedAtMs + slowMs - now())));
    answer(response, outcome);
  };

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
