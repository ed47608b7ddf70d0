import { IdempotencyKey } from '@evermart/contracts/http/checkout';
import { Problem } from '@evermart/contracts/http/problem';
import { type ProblemCode, problemTitles } from '@evermart/contracts/http/problem-codes';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import type { Endpoint, SuccessAnswer } from '../endpoints/endpoint.ts';
import { apiPrefix } from '../endpoints/public-api.ts';
import { cookieName } from '../visitors/cookie-header.ts';
import { byStatus, problemsOf } from './endpoint-problems.ts';
import { namedSchemas } from './named-schemas.ts';

const requestHeaders = {
  idempotencyKey: {
    'Idempotency-Key': IdempotencyKey.describe('Chosen by the client, one for each thing it wants done once'),
  },
  ifMatch: { 'If-Match': z.string().optional().describe('An `ETag`: changes nothing if it is of an older edition') },
  shared: { 'If-None-Match': z.string().optional().describe('An `ETag` that the client has the answer of: 304') },
} as const;
const comeAgain = { 'Retry-After': z.string().describe('Seconds') };

/** The OpenAPI 3.1 document of the public API, from the table that serves it. */
export function openApiDocument(endpoints: readonly Endpoint[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Evermart',
      version: '1',
      description:
        'Money is integer minor units with an ISO 4217 code, times are RFC 3339 UTC, ids are opaque. Every answer carries `X-Request-Id`. Errors are RFC 9457 problems; each type is a page. Beside what is listed, any request may be refused before it reaches an operation: 400 broken HTTP, 405, 408, 431.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiPrefix }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: namedSchemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookieName, description: 'Set by the API itself' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A Cognito access token' },
      },
    },
  };
  return createDocument(document, { override: openToMore });
}

/** Answers may gain members, so a client must not be told that there are no others, but for what is closed in requests too. */
const openToMore: ZodOpenApiOverride = ({ zodSchema, jsonSchema, io }) => {
  const { def } = zodSchema._zod;
  if (io === 'output' && def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
};

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const { id, tag, summary, description, parameters, query } = endpoint;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...securityOf(endpoint),
    requestParams: {
      ...(parameters === undefined ? {} : { path: parameters }),
      ...(query === undefined ? {} : { query }),
      ...headersOf(endpoint),
    },
    ...requestBodyOf(endpoint),
    responses: responsesOf(endpoint),
  };
}

function headersOf(endpoint: Endpoint): { header?: z.ZodObject } {
  const known = (['idempotencyKey', 'ifMatch', 'shared'] as const).filter((name) => endpoint[name] !== undefined);
  return known.length === 0
    ? {}
    : { header: z.object(Object.assign({}, ...known.map((name) => requestHeaders[name]))) };
}

function securityOf({ access }: Endpoint) {
  if (access === 'public') return {};
  const known = [{ session: [] }, { bearer: [] }];
  return { security: access === 'customer' || access === 'admin' ? known : [...known, {}] };
}

function requestBodyOf({ body, bodyOptional, rawBody }: Endpoint): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (rawBody) {
    return { requestBody: { required: true, content: { 'application/json': { schema: z.looseObject({}) } } } };
  }
  if (body === undefined) return {};
  return { requestBody: { required: !bodyOptional, content: { 'application/json': { schema: body } } } };
}

function responsesOf(endpoint: Endpoint): ZodOpenApiOperationObject['responses'] {
  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const [status, answer] of Object.entries(endpoint.answers)) responses[status] = successOf(endpoint, answer);
  if (endpoint.shared !== undefined)
    responses['304'] = { description: 'Unchanged since the `ETag` in `If-None-Match`' };
  for (const [status, codes] of byStatus(problemsOf(endpoint))) responses[String(status)] = refusalOf(status, codes);
  return responses as ZodOpenApiOperationObject['responses'];
}

function successOf(
  { shared }: Endpoint,
  { description, schema, location, etag }: SuccessAnswer,
): ZodOpenApiResponseObject {
  const headers = {
    ...(etag ? { ETag: z.string().describe('Of this edition, for `If-Match`') } : {}),
    ...(location ? { Location: z.string().optional().describe('Path of what was made') } : {}),
    ...(shared === undefined ? {} : { ETag: z.string().optional(), 'Cache-Control': z.string() }),
  };
  return {
    description,
    ...(Object.keys(headers).length === 0 ? {} : { headers: z.object(headers) }),
    ...(schema === undefined ? {} : { content: { 'application/json': { schema } } }),
  };
}

function refusalOf(status: number, codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  return {
    description: codes.map((code) => `\`${code}\`: ${problemTitles[code]}`).join('. '),
    content: { 'application/problem+json': { schema: Problem } },
    ...(status === 429 || status === 503 ? { headers: z.object(comeAgain) } : {}),
  };
}
