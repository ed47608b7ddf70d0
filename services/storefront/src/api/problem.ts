/** One refused field of a request body, as the API names it. */
export interface FieldProblem {
  path: string;
  message: string;
}

interface ApiProblemFields {
  /** HTTP status; 0 when no answer came at all. */
  status: number;
  /** The last part of the problem's `type`, such as `out-of-stock`. */
  code: string;
  title: string;
  detail?: string | undefined;
  requestId?: string | undefined;
  errors?: FieldProblem[] | undefined;
  retryAfterSeconds?: number | undefined;
  checkoutId?: string | undefined;
}

/** A request that the API refused, or that never got an answer (`code` is `unreachable` then). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: FieldProblem[];
  readonly retryAfterSeconds: number | undefined;
  readonly checkoutId: string | undefined;

  constructor(fields: ApiProblemFields, options?: ErrorOptions) {
    super(fields.detail ?? fields.title, options);
    this.status = fields.status;
    this.code = fields.code;
    this.title = fields.title;
    this.detail = fields.detail;
    this.requestId = fields.requestId;
    this.errors = fields.errors ?? [];
    this.retryAfterSeconds = fields.retryAfterSeconds;
    this.checkoutId = fields.checkoutId;
  }
}

/** Tells whether `error` is the API's problem `code`, or one of several. */
export function isProblem(error: unknown, ...codes: string[]): error is ApiProblem {
  return error instanceof ApiProblem && codes.includes(error.code);
}

/** Reads the problem+json body of a failed answer; any other body becomes `unexpected-answer`. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body = await readJsonObject(response);
  const type = text(body.type);
  return new ApiProblem({
    status: response.status,
    code: type?.split('/').at(-1) || 'unexpected-answer',
    title: text(body.title) ?? `The shop answered with status ${response.status}`,
    detail: text(body.detail),
    requestId: text(body.requestId) ?? response.headers.get('X-Request-Id') ?? undefined,
    errors: Array.isArray(body.errors) ? body.errors.filter(isFieldProblem) : [],
    retryAfterSeconds: retryAfterSeconds(response.headers.get('Retry-After')),
    checkoutId: text(body.checkoutId),
  });
}

/** `Retry-After` as whole seconds from now, from either of its forms: seconds or an HTTP date. */
export function retryAfterSeconds(header: string | null, nowMs = Date.now()): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, Math.ceil((dateMs - nowMs) / 1000));
}

async function readJsonObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  if (typeof value !== 'object' || value === null) return false;
  return 'path' in value && typeof value.path === 'string' && 'message' in value && typeof value.message === 'string';
}
