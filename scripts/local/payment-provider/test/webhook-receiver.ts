import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  rawBody: string;
  signature: string;
  receivedAtMs: number;
  event: {
    id: string;
    type: string;
    createdAt: string;
    data: { authorization: Record<string, unknown>; effect: Record<string, unknown> | null; declineCode?: string };
  };
}

/** Accepts webhooks on a free port, or, after `answerWith`, answers each with another status or never. */
export const startWebhookReceiver = async () => {
  const received: ReceivedWebhook[] = [];
  let status: number | 'never' = 204;
  const server = createServer((request, response) => {
    let rawBody = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      rawBody += chunk;
    });
    request.on('end', () => {
      const signature = String(request.headers['evermart-signature']);
      received.push({ rawBody, signature, receivedAtMs: Date.now(), event: JSON.parse(rawBody) });
      if (status !== 'never') response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    answerWith(next: number | 'never') {
      status = next;
    },
    ofCheckout: (checkoutId: string) =>
      received.filter(({ event }) => event.data.authorization.checkoutId === checkoutId),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type WebhookReceiver = Awaited<ReturnType<typeof startWebhookReceiver>>;
