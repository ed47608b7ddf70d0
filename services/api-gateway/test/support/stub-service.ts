import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Subject } from '@evermart/contracts/http/subject';
import { internalTokenHeader } from '@evermart/kit/internal-token';
import { verifierFor } from '../../../../test/support/internal-calls.ts';
import type { Target } from '../../endpoints/endpoint.ts';

export interface StubCall {
  readonly method: string;
  /** Path and query as they came. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly subject: Subject;
}

export interface StubAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Responder = (call: StubCall) => StubAnswer | Promise<StubAnswer>;

/** A service as the gateway sees it: checks the internal token, remembers each call and answers as the test says. */
export async function startStubService(name: Target['service']) {
  const verify = verifierFor(name);
  const calls: StubCall[] = [];
  let respond: Responder = () => ({ body: {} });

  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const token = request.headers[internalTokenHeader];
    const { subject } = verify(typeof token === 'string' ? token : undefined);
    const { method = '', url: path = '', headers } = request;
    const call = { method, path, headers, body: Buffer.concat(chunks), subject };
    calls.push(call);
    const { status = 200, headers: more = {}, body } = await respond(call);
    const type = status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8';
    response.writeHead(status, body === undefined ? more : { 'content-type': type, ...more });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    /** The last call; fails the test when there was none. */
    last(): StubCall {
      const call = calls.at(-1);
      if (call === undefined) throw new Error(`${name} was not called`);
      return call;
    },
    answers: (responder: Responder) => {
      respond = responder;
    },
    /** Nobody listens any more, as when the process has died. */
    stop,
    comeBack: () => listen(port),
    close: () => (server.listening ? stop() : Promise.resolve()),
  };
}
export type StubService = Awaited<ReturnType<typeof startStubService>>;

/** A problem as services answer it. */
export function problem(code: string, status: number, more: Record<string, unknown> = {}): StubAnswer {
  const body = { type: `/problems/${code}`, title: code, status, detail: `it is ${code}`, requestId: 'stub', ...more };
  return { status, body };
}
