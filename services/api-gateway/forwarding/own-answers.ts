import type { Request, Response } from 'express';
import type { Visitor } from '../visitors/visitor.ts';
import type { ParsedRequest } from './parse-request.ts';

export interface Exchange extends ParsedRequest {
  readonly request: Request;
  readonly response: Response;
  readonly visitor: Visitor | undefined;
}

export interface OwnAnswer {
  readonly status: 200 | 202 | 204;
  readonly body?: unknown;
}

/** What the gateway answers by itself, by the endpoint's id. */
export type OwnAnswers = Readonly<Record<string, (exchange: Exchange) => Promise<OwnAnswer>>>;
