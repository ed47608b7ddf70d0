import type { Response } from 'express';

/** Sends JSON that is text already, as the database made it: parsing it only to write it again would cost more than the query. */
export function sendJson(response: Response, text: string): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(text);
}

/** A page of a list as text; each item is JSON. */
export function pageText(items: readonly string[], nextCursor: string | null): string {
  return `{"items":[${items.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`;
}
