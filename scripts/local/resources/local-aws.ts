import { NodeHttpHandler } from '@smithy/node-http-handler';

/** The emulators take any credentials, the SDK insists on some; the developer's own never leave their shell. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** What an SDK client needs to talk to an emulator. Kinesis speaks HTTP/2 in AWS, so the handler is named for all. */
export function localClient(endpoint: string, region: string) {
  return {
    endpoint,
    region,
    credentials: localCredentials,
    maxAttempts: 5,
    requestHandler: new NodeHttpHandler({ connectionTimeout: 2000, requestTimeout: 10_000 }),
  };
}
