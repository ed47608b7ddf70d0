import type { Dispatcher } from 'undici';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * Sends a request and waits for the whole answer, at most `waitMs`, the wait for a free connection included. Answers of
 * services are small: collecting them here costs half of what undici's streams cost.
 */
export function wholeAnswer(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  waitMs: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let headers: RawAnswer['headers'] = {};
    let timedOut: Error | undefined;
    let abort: ((reason: Error) => void) | undefined;
    const timer = setTimeout(() => {
      timedOut = new Error(`no answer within ${Math.round(waitMs)} ms`);
      abort?.(timedOut);
      reject(timedOut);
    }, waitMs);

    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        abort = (reason) => controller.abort(reason);
        if (timedOut !== undefined) abort(timedOut);
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        status = statusCode;
        headers = responseHeaders;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        clearTimeout(timer);
        const [only] = chunks;
        resolve({ status, headers, body: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        clearTimeout(timer);
        reject(error);
      },
    });
  });
}
