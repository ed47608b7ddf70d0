import { Problem } from '@evermart/contracts/http/problem';
import type { ProblemCode } from '@evermart/contracts/http/problem-codes';
import { problemStatuses } from '@evermart/contracts/http/problem-codes';
import { nobody, type Subject } from '@evermart/contracts/http/subject';
import type { ServiceName } from '@evermart/contracts/topology';
import { BrokenCircuitError, circuitBreaker, handleType, SamplingBreaker } from 'cockatiel';
import { Pool } from 'undici';
import type { z } from 'zod';
import { deadlineHeader, requestIdHeader } from './app.ts';
import { internalTokenHeader, type TokenMinter } from './internal-token.ts';
import { ServiceError, unavailable } from './problem.ts';
import { remainingMs, requestContext } from './request-context.ts';
import { createRetryBudget } from './retry-budget.ts';
import { type RawAnswer, wholeAnswer } from './whole-answer.ts';

export interface ServiceClientOptions {
  readonly service: ServiceName;
  readonly baseUrl: string;
  readonly mintToken: TokenMinter;
  /** Longest wait for one answer; a shorter deadline of the request at hand wins. Default 2,000. */
  readonly timeoutMs?: number;
  /** Default 64: beyond it calls queue inside the client. */
  readonly connections?: number;
}

export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the subject of the request at hand, else nobody (the service acts for itself). */
  readonly subject?: Subject;
  readonly timeoutMs?: number;
  /** Whether asking twice is as good as once. Default: every method but POST and PATCH. */
  readonly idempotent?: boolean;
}

export type { RawAnswer };

/** A failure to get an answer, as against an answer that says no: it opens the breaker and is worth a retry. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

const maxAttempts = 2;
const retryDelayMs = 20;

/**
 * Calls one service: timeout within the caller's deadline, one retry out of a budget where that is safe, and a breaker.
 * A problem that the service answers is thrown as the same `ServiceError`; no answer, or a 5xx, as `dependency-unavailable`.
 */
export function createServiceClient(options: ServiceClientOptions) {
  const { service, baseUrl, mintToken, timeoutMs = 2_000, connections = 64 } = options;
  const pool = new Pool(baseUrl, { connections, pipelining: 1, keepAliveTimeout: 30_000, connectTimeout: 1_000 });
  const retryBudget = createRetryBudget();
  const breaker = circuitBreaker(handleType(NoAnswerError), {
    halfOpenAfter: 1_000,
    breaker: new SamplingBreaker({ threshold: 0.5, duration: 5_000, minimumRps: 2 }),
  });

  /** Any answer, whatever its status, as bytes: for passing on. @throws ServiceError `dependency-unavailable` */
  async function forward(request: ServiceRequest): Promise<RawAnswer> {
    const repeatable = request.idempotent ?? (request.method !== 'POST' && request.method !== 'PATCH');
    retryBudget.deposit();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await breaker.execute(() => send(request));
      } catch (cause) {
        const retry = attempt < maxAttempts && repeatable && cause instanceof NoAnswerError;
        if (!retry || remainingMs() < retryDelayMs * 2 || !retryBudget.withdraw()) {
          if (cause instanceof NoAnswerError || cause instanceof BrokenCircuitError) throw unavailable(service, cause);
          throw cause;
        }
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs * (0.5 + Math.random())));
      }
    }
  }

  async function send(request: ServiceRequest): Promise<RawAnswer> {
    const waitMs = Math.min(request.timeoutMs ?? timeoutMs, remainingMs());
    if (waitMs <= 0) throw unavailable(service, new Error('the deadline has passed'));
    const context = requestContext();
    const headers: Record<string, string> = {
      ...request.headers,
      [internalTokenHeader]: mintToken(service, request.subject ?? context?.subject ?? nobody),
      [deadlineHeader]: String(Math.ceil(waitMs)),
    };
    if (context !== undefined) headers[requestIdHeader] = context.requestId;
    const options = {
      method: request.method,
      path: request.path,
      headers: request.body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: bodyOf(request.body),
    };
    try {
      return await wholeAnswer(pool, options, waitMs);
    } catch (cause) {
      throw new NoAnswerError(`${service} gave no answer`, { cause });
    }
  }

  /** The parsed answer. @throws ServiceError */
  async function call<Schema extends z.ZodType>(request: ServiceRequest, schema: Schema): Promise<z.output<Schema>> {
    const answer = await forward(request);
    if (answer.status >= 300) throw serviceErrorFrom(service, answer);
    return schema.parse(JSON.parse(answer.body.toString('utf8')));
  }

  /** For answers without content. @throws ServiceError */
  async function command(request: ServiceRequest): Promise<void> {
    const answer = await forward(request);
    if (answer.status >= 300) throw serviceErrorFrom(service, answer);
  }

  return { service, forward, call, command, close: () => pool.close() };
}
export type ServiceClient = ReturnType<typeof createServiceClient>;

function bodyOf(body: unknown): string | Buffer | null {
  if (body === undefined) return null;
  return Buffer.isBuffer(body) ? body : JSON.stringify(body);
}

/** The problem that a service answered, as the error that it stands for; a 5xx as `dependency-unavailable`. */
export function serviceErrorFrom(service: ServiceName, answer: RawAnswer): ServiceError {
  const problem = problemFrom(answer.body);
  const code = problem?.type.replace('/problems/', '');
  if (problem === undefined || !isProblemCode(code) || answer.status >= 500) {
    return unavailable(service, new Error(`${service} answered ${answer.status} ${code ?? ''}`));
  }
  return new ServiceError(code, problem.detail, problem.errors === undefined ? {} : { errors: problem.errors });
}

function problemFrom(body: Buffer): Problem | undefined {
  try {
    return Problem.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

function isProblemCode(code: string | undefined): code is ProblemCode {
  return code !== undefined && code in problemStatuses;
}
