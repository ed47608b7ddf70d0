import type { Dispatcher } from 'undici';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** The time to wait is over. */
export class NoAnswerInTimeError extends Error {
  override readonly name = 'NoAnswerInTimeError';
}

/**
 * Sends a request and waits for the whole answer, at most `waitMs`, the wait for a free connection included, or until
 * `signal` says to give up. Answers of services are small: collecting them here costs half of what undici's streams cost.
 */
export function wholeAnswer(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  waitMs: number,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  if (signal?.aborted === true) return Promise.reject(new Error('the call was given up'));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let headers: RawAnswer['headers'] = {};
    let ended: Error | undefined;
    let abort: ((reason: Error) => void) | undefined;
    const giveUp = (reason: Error) => {
      settle();
      ended = reason;
      abort?.(reason);
      reject(reason);
    };
    const onAbort = () => giveUp(new Error('the call was given up'));
    const timer = setTimeout(
      () => giveUp(new NoAnswerInTimeError(`no answer within ${Math.round(waitMs)} ms`)),
      waitMs,
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };

    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        abort = (reason) => controller.abort(reason);
        if (ended !== undefined) abort(ended);
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        status = statusCode;
        headers = responseHeaders;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        settle();
        const [only] = chunks;
        resolve({ status, headers, body: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        settle();
        reject(error);
      },
    });
  });
}
