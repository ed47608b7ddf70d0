import { EventEmitter, once } from 'node:events';
import type { Logger } from 'pino';
import type { ClaimedWebhook, WebhookQueue } from './webhook-queue.ts';
import type { WebhookSender } from './webhook-sender.ts';

const concurrency = 4;
const firstRetryMs = 200;
const slowestRetryMs = 30_000;
// Looking again each second at the latest keeps a step of the wall clock from delaying what is due.
const longestRestMs = 1000;

interface WebhookDispatcherDeps {
  queue: WebhookQueue;
  send: WebhookSender;
  /** Longer than any attempt lasts. */
  claimMs: number;
  /** Unix milliseconds. */
  now: () => number;
  log: Logger;
}

/** Milliseconds to wait after so many attempts: 0.2 s doubling to 30 s, of which the upper half is random. */
export const retryDelayMs = (attempts: number, random = Math.random()): number => {
  const ceiling = Math.min(slowestRetryMs, firstRetryMs * 2 ** Math.min(attempts - 1, 20));
  return Math.round(ceiling * (0.5 + random / 2));
};

export type WebhookDispatcher = ReturnType<typeof createWebhookDispatcher>;

/** Sends what the queue holds, a few at a time, again and again until the receiver answers 2xx. */
export const createWebhookDispatcher = ({ queue, send, claimMs, now, log }: WebhookDispatcherDeps) => {
  const inFlight = new Map<string, { cut: AbortController; done: Promise<void> }>();
  // Emits the id of each event whose attempt has ended; any number of requests may wait for the same one.
  const attempted = new EventEmitter().setMaxListeners(0);
  let timer: NodeJS.Timeout | undefined;
  let woken = false;
  let running = false;
  let receiverAnswers = true;

  const attempt = async (webhook: ClaimedWebhook, cut: AbortController) => {
    const { failure } = await send(webhook, cut);
    if (failure === undefined) queue.delivered(webhook.id, now());
    else queue.retryAt(webhook.id, now() + retryDelayMs(webhook.attempts));
    inFlight.delete(webhook.id);
    attempted.emit(webhook.id);
    note(failure);
    pump();
  };

  // One line per change of state: a line per attempt would flood the log while the receiver is away.
  const note = (failure: string | undefined) => {
    const answers = failure === undefined;
    if (answers === receiverAnswers || !running) return;
    receiverAnswers = answers;
    if (answers) log.info({ event: 'webhook_receiver_back' }, 'webhooks are accepted again');
    else log.warn({ event: 'webhook_receiver_failing', failure }, 'webhooks are refused and will be sent again');
  };

  const pump = () => {
    woken = false;
    clearTimeout(timer);
    const free = concurrency - inFlight.size;
    if (!running || free === 0) return;
    for (const webhook of queue.claim(free, now(), now() + claimMs)) {
      const cut = new AbortController();
      inFlight.set(webhook.id, { cut, done: attempt(webhook, cut) });
    }
    const dueAtMs = queue.nextDueAtMs();
    if (dueAtMs === undefined || inFlight.size === concurrency) return;
    timer = setTimeout(pump, Math.min(longestRestMs, Math.max(0, dueAtMs - now())));
  };

  return {
    start() {
      running = true;
      queue.resume(now());
      pump();
    },

    /** To be called after an event was committed. Returns at once; the sending begins after the caller's own work. */
    wake() {
      if (woken) return;
      woken = true;
      setImmediate(pump);
    },

    /** Ends when the first delivery attempt of an event has ended, well or not, or after `limitMs`. */
    async firstAttempt(eventId: string, limitMs: number): Promise<void> {
      if (queue.attempts(eventId) > 0 && !inFlight.has(eventId)) return;
      await once(attempted, eventId, { signal: AbortSignal.timeout(limitMs) }).catch(() => undefined);
    },

    /** Takes no more, lets the attempts under way end within `graceMs`, then cuts them: they are made again later. */
    async stop(graceMs: number): Promise<void> {
      running = false;
      clearTimeout(timer);
      const attempts = [...inFlight.values()];
      const cutAll = setTimeout(() => {
        for (const { cut } of attempts) cut.abort(new Error('the provider is stopping'));
      }, graceMs);
      await Promise.all(attempts.map(({ done }) => done));
      clearTimeout(cutAll);
    },
  };
};
