import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CognitoError } from 'cognito-local/lib/errors.js';
import publicKey from 'cognito-local/lib/keys/cognitoLocal.public.json' with { type: 'json' };
import type { Router } from 'cognito-local/lib/server/Router.js';
import type { Context } from 'cognito-local/lib/services/context.js';

const jsonType = 'application/x-amz-json-1.1';

/** Cognito's JSON protocol and the pool's public keys; cognito-local's own server brings Express and a log of every code. */
export function cognitoServer(router: Router, context: Context): Server {
  return createServer((request, response) => {
    if (request.method === 'POST') {
      handle(request, response).catch((error: unknown) => answerError(response, error));
    } else if (request.url === '/health') {
      answer(response, 200, 'application/json', { ok: true });
    } else if (request.url?.endsWith('/.well-known/jwks.json')) {
      answer(response, 200, 'application/json', { keys: [publicKey.jwk] });
    } else {
      answer(response, 404, 'application/json', { message: 'Not found' });
    }
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const output: unknown = await router(target)(context, JSON.parse(Buffer.concat(chunks).toString() || '{}'));
    answer(response, 200, jsonType, output);
  }
}

function answerError(response: ServerResponse, error: unknown): void {
  if (error instanceof CognitoError) {
    answer(response, 400, jsonType, { __type: error.code, message: error.message });
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  answer(response, 500, jsonType, { __type: 'InternalErrorException', message: 'Internal error' });
}

function answer(response: ServerResponse, status: number, contentType: string, body: unknown): void {
  response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body, epochSeconds));
}

/** Dates travel as epoch seconds; `toJSON` has made them text already, so the holder is asked. */
function epochSeconds(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? Math.floor(original.getTime() / 1000) : value;
}
