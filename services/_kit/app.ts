import { randomUUID } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Router,
} from 'express';
import type { Health } from './health.ts';
import { type Caller, internalTokenHeader, type TokenVerifier } from './internal-token.ts';
import type { Logger } from './log.ts';
import { problemBody, ServiceError } from './problem.ts';
import { type RequestContext, requestContext, runInContext } from './request-context.ts';

export const requestIdHeader = 'x-request-id';
/** How long the caller still waits, in milliseconds: relative, so that clocks need not agree. */
export const deadlineHeader = 'x-deadline-ms';

const maxDeadlineMs = 60_000;
const bodyLimit = '256kb';
const requestIdShape = /^[A-Za-z0-9._-]{8,100}$/;

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by `requireCaller`: who asks, and on whose behalf. */
    caller?: Caller;
  }
}

export interface AppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly routes: readonly (Router | RequestHandler)[];
  /** Absent only in the gateway, whose callers are the public. */
  readonly verifyToken?: TokenVerifier;
  /** Routers mounted before body parsing and the internal token, e.g. a signed webhook's raw body. */
  readonly openRoutes?: readonly (Router | RequestHandler)[];
}

/** The one shape of every service: context, health, caller, body, routes, and one place where errors become answers. */
export function createApp({ logger, health, routes, openRoutes = [], verifyToken }: AppDeps): Express {
  const app = createBareApp();
  app.use(health.router);
  for (const routes of openRoutes) app.use(routes);
  if (verifyToken !== undefined) app.use(requireCaller(verifyToken));
  app.use(express.json({ limit: bodyLimit, strict: false }));
  for (const router of routes) app.use(router);
  app.use(notFound);
  app.use(answerWithProblem(logger));
  return app;
}

/** Express without its defaults that cost time or tell too much, and with the request's context. */
export function createBareApp(): Express {
  const app = express();
  app.enable('case sensitive routing');
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(openContext);
  return app;
}

const openContext: RequestHandler = (request, response, next) => {
  const given = request.headers[requestIdHeader];
  const requestId = typeof given === 'string' && requestIdShape.test(given) ? given : randomUUID();
  const budgetMs = Number(request.headers[deadlineHeader]);
  response.setHeader(requestIdHeader, requestId);
  const context: RequestContext =
    budgetMs > 0 ? { requestId, deadlineMs: performance.now() + Math.min(budgetMs, maxDeadlineMs) } : { requestId };
  runInContext(context, next);
};

function requireCaller(verifyToken: TokenVerifier): RequestHandler {
  return (request, _response, next) => {
    const token = request.headers[internalTokenHeader];
    const caller = verifyToken(typeof token === 'string' ? token : undefined);
    request.caller = caller;
    const context = requestContext();
    if (context !== undefined) context.subject = caller.subject;
    next();
  };
}

const notFound: RequestHandler = (request) => {
  throw new ServiceError('not-found', `There is nothing at ${request.method} ${request.path}.`);
};

/** The last handler: answers RFC 9457 problems, hides what the client may not know, and logs each error once. */
export function answerWithProblem(logger: Logger): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) {
      // An answer that is whole needs nothing more; one that is not must not look whole.
      if (!response.writableEnded) next(thrown);
      return;
    }
    const error = asServiceError(thrown);
    const about = { code: error.code, method: request.method, route: routeOf(request) };
    if (error.status >= 500) logger.error({ event: 'request.failed', ...about, err: thrown });
    else logger.debug({ event: 'request.refused', ...about });
    if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(error.retryAfterSeconds));
    if (error.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response
      .status(error.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(error, requestContext()?.requestId ?? 'unknown')));
  };
}

/** The route's pattern, e.g. `/orders/:orderId`: a path may name a person. */
function routeOf({ baseUrl, route }: Request): string | undefined {
  return route === undefined ? undefined : `${baseUrl}${String(route.path)}`;
}

/** Errors of Express and its body parser carry a `type` and a 4xx `status`; anything unknown is ours and stays hidden. */
function asServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const { type, status, limit } =
    thrown instanceof Error ? (thrown as Error & { type?: unknown; status?: unknown; limit?: unknown }) : {};
  if (type === 'entity.too.large') return new ServiceError('body-too-large', `The body is larger than ${limit} bytes.`);
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new ServiceError('unsupported-media-type', 'Send application/json in UTF-8.');
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ServiceError('malformed-body', 'The request can not be read. Send well-formed JSON.');
  }
  return new ServiceError('internal', 'Something went wrong on our side. The request id helps us find it.', {
    cause: thrown,
  });
}
