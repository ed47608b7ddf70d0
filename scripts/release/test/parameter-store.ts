import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** SSM's three operations that releases use, over HTTP as the SDK speaks it, in memory. */
export async function startParameterStore() {
  const histories = new Map<string, string[]>();
  const writes: string[] = [];
  const valueAt = (name: string) => histories.get(name)?.at(-1);
  const operations: Record<string, (input: never) => object> = {
    GetParameters: ({ Names }: { Names: string[] }) => ({
      Parameters: Names.flatMap((Name) => (valueAt(Name) === undefined ? [] : [{ Name, Value: valueAt(Name) }])),
    }),
    PutParameter: ({ Name, Value }: { Name: string; Value: string }) => {
      histories.set(Name, [...(histories.get(Name) ?? []), Value]);
      writes.push(`${Name.split('/').at(-1)} ${Value}`);
      return { Version: histories.get(Name)!.length };
    },
    /** A page holds one value, so that whoever reads only one is found out. */
    GetParameterHistory: ({ Name, NextToken = '0' }: { Name: string; NextToken?: string }) => {
      const history = histories.get(Name) ?? [];
      const page = Number(NextToken);
      return {
        Parameters: page < history.length ? [{ Name, Version: page + 1, Value: history[page] }] : [],
        ...(page + 1 < history.length ? { NextToken: String(page + 1) } : {}),
      };
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const answer = operations[operation]?.(JSON.parse(Buffer.concat(chunks).toString()) as never);
    response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer ?? { __type: 'UnknownOperationException' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** As Terraform and earlier releases left it. */
    set: (name: string, ...history: string[]) => void histories.set(name, history),
    value: valueAt,
    /** What was written since, in order: `<last part of the name> <value>`. */
    writes,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
