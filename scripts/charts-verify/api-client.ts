import { request } from 'node:https';
import { z } from 'zod';
import { KubernetesObject } from '../charts/template-chart.ts';
import { serverName } from './control-plane/credentials.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface ApiCall {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Default `application/json`. */
  readonly contentType?: string;
}

/** The Kubernetes API without a client in between: the status of each answer is what is to be proven. */
export interface ApiClient {
  /** Whatever the status. @throws Error when there is no answer */
  call(path: string, options?: ApiCall): Promise<ApiAnswer>;
  /** @throws Error with the server's message unless it is a 2xx */
  must(path: string, options?: ApiCall): Promise<unknown>;
  /** The objects under a path. @throws Error unless the answer is a list */
  list(path: string, selector?: string): Promise<readonly KubernetesObject[]>;
}

export interface ApiClientOptions {
  readonly url: string;
  readonly authority: string;
  readonly token: string;
}

const timeoutMs = 20_000;
const List = z.object({ items: z.array(z.looseObject({ metadata: KubernetesObject.shape.metadata })) });
const Refusal = z.object({ message: z.string() });

export function createApiClient({ url, authority, token }: ApiClientOptions): ApiClient {
  const call = (path: string, { method = 'GET', body, contentType = 'application/json' }: ApiCall = {}) =>
    new Promise<ApiAnswer>((done, reject) => {
      const sent = request(
        `${url}${path}`,
        {
          method,
          ca: authority,
          servername: serverName,
          timeout: timeoutMs,
          headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
        },
        async (response) => {
          try {
            const chunks: Buffer[] = [];
            for await (const chunk of response) chunks.push(chunk as Buffer);
            const text = Buffer.concat(chunks).toString();
            const isJson = response.headers['content-type']?.startsWith('application/json') === true;
            done({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
          } catch (error) {
            reject(error);
          }
        },
      );
      sent.once('error', reject);
      sent.once('timeout', () => sent.destroy(new Error(`no answer from ${path} within ${timeoutMs / 1_000} s`)));
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const must = async (path: string, options?: ApiCall) => {
    const answer = await call(path, options);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new Error(`${options?.method ?? 'GET'} ${path}: ${answer.status} ${messageOf(answer)}`);
  };
  return {
    call,
    must,
    async list(path, selector) {
      const query = selector === undefined ? '' : `?labelSelector=${encodeURIComponent(selector)}`;
      // A list's items leave out what the list says for all of them.
      return List.parse(await must(`${path}${query}`)).items.map((item) => ({ apiVersion: '', kind: '', ...item }));
    },
  };
}

/** What the server says of a call that it refused. */
export function messageOf({ body }: ApiAnswer): string {
  const refusal = Refusal.safeParse(body);
  return refusal.success ? refusal.data.message : String(body);
}
