import { randomBytes } from 'node:crypto';
import type { Subject } from '@evermart/contracts/http/subject';
import { callersOf, type ServiceName } from '@evermart/contracts/topology';
import { createTokenMinter, createTokenVerifier, internalTokenHeader } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';

/** Keys of this test run; services under test verify with them. */
export const internalTokenKeys = [{ kid: 'test', secret: randomBytes(32) }];

/** A logger that says nothing unless LOG_LEVEL asks. */
export function quietLogger(service: ServiceName) {
  return createLogger({ service, region: 'test', level: process.env.LOG_LEVEL ?? 'silent' });
}

export function verifierFor(service: ServiceName) {
  return createTokenVerifier(service, callersOf(service), internalTokenKeys);
}

export interface TestAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read members of whatever JSON came
  body: any;
}

/** Calls a service as another service would, on a subject's behalf. */
export function callerOf(options: {
  service: ServiceName;
  baseUrl: string;
  as?: ServiceName;
  subject?: Partial<Subject>;
}) {
  const { service, baseUrl, as = callersOf(service)[0] ?? 'api-gateway', subject = {} } = options;
  const mint = createTokenMinter(as, internalTokenKeys);

  return async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<TestAnswer> {
    const token = mint(service, { groups: [], ...subject });
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        [internalTokenHeader]: token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
}
