import { createContext, runInContext } from 'node:vm';
import { z } from 'zod';
import { viewerRequestCode } from '../site-routing.ts';

const Value = z.object({ value: z.string() });

/** What CloudFront goes on with: the request, or an answer of the function's own. */
const Outcome = z.union([
  z.object({ statusCode: z.number(), headers: z.record(z.string(), Value) }),
  z.object({ uri: z.string() }).transform(({ uri }) => ({ uri })),
]);
export type Outcome = z.infer<typeof Outcome>;

interface Parameter {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}

/** As CloudFront hands a query over: still encoded, repeated names as `multiValue`. */
function querystringOf(query: string): Readonly<Record<string, Parameter>> {
  const values = new Map<string, { value: string }[]>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    values.set(name, [...(values.get(name) ?? []), { value }]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => [
      name,
      all.length === 1 ? all[0]! : { value: all.at(-1)!.value, multiValue: all },
    ]),
  );
}

/** Runs the function on a request as CloudFront does: a context without Node, the event of a viewer request. */
export function runAtEdge(host: string, pathAndQuery: string): Outcome {
  const [uri = '', query = ''] = pathAndQuery.split(/\?(.*)/s);
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    request: { method: 'GET', uri, headers: { host: { value: host } }, querystring: querystringOf(query), cookies: {} },
  };
  const context = createContext({ event });
  return Outcome.parse(runInContext(`${viewerRequestCode}\nhandler(event)`, context));
}
