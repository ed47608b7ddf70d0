import { createServer } from 'node:net';
import { type ServiceName, serviceNames, services } from '@evermart/contracts/topology';

/**
 * The fixed ports of a local start.
 *
 * | process | port |
 * |---|---|
 * | edge | 8080 |
 * | services | as in the topology, 4100-4109 |
 * | payment-provider | 4200 |
 * | stores | 4300-4311 |
 *
 * `--port-base <n>` moves them together: the services to n+100, the provider to n+200, the stores to n+300, the edge to n+80.
 */
const storePorts = {
  postgres: 4300,
  dynamodb: 4301,
  messaging: 4302,
  cognito: 4303,
  kinesis: 4304,
  redis: 4305,
  mail: 4306,
  smtp: 4307,
  opensearch: 4308,
  'opensearch-transport': 4309,
} as const;

const providerPort = 4200;
const edgePort = 8080;
const fixedBase = 4000;

export type PortName = 'edge' | 'payment-provider' | ServiceName | keyof typeof storePorts;
export type PortPlan = Readonly<Record<PortName, number>>;

const fixedPlan: PortPlan = {
  edge: edgePort,
  'payment-provider': providerPort,
  ...storePorts,
  ...(Object.fromEntries(serviceNames.map((name) => [name, services[name].port])) as Record<ServiceName, number>),
};
export const portNames = Object.keys(fixedPlan) as readonly PortName[];

export function fixedPorts(base: number = fixedBase): PortPlan {
  if (base === fixedBase) return fixedPlan;
  const shifted = { ...fixedPlan };
  for (const name of portNames) shifted[name] = name === 'edge' ? base + 80 : fixedPlan[name] - fixedBase + base;
  return shifted;
}

/** Ports that were free a moment ago: for tests and a second region beside the first. */
export async function freePorts(host = '127.0.0.1'): Promise<PortPlan> {
  const ports = candidates();
  const held: { name: PortName; server: Awaited<ReturnType<typeof listenOn>> }[] = [];
  for (const name of portNames) held.push({ name, server: await listenOnNext(ports, host) });
  const plan = Object.fromEntries(held.map(({ name, server }) => [name, portOf(server)]));
  await Promise.all(held.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return plan as PortPlan;
}

/** @throws Error that names each port in use, what it is for and how to choose others. */
export async function assertPortsFree(plan: PortPlan, names: readonly PortName[], host: string): Promise<void> {
  const taken = (
    await Promise.all(names.map(async (name) => ((await isFree(plan[name], host)) ? [] : [`${plan[name]} (${name})`])))
  ).flat();
  if (taken.length === 0) return;
  throw new Error(
    `These ports are in use by another program: ${taken.join(', ')}.\n` +
      'Stop that program, or choose others with --port-base <number>, e.g. npm start -- --port-base 14000.',
  );
}

async function isFree(port: number, host: string): Promise<boolean> {
  try {
    const server = await listenOn(port, host);
    await new Promise((resolve) => server.close(resolve));
    return true;
  } catch {
    return false;
  }
}

/**
 * Below the ports that systems give to outgoing connections (Linux: from 32768): one of those could be taken between
 * this look and the listening. Neighbours of a random place, so that two plans made at once seldom meet.
 */
const firstFree = 20_000;
const neighbours = 64;
const places = 199;
const maxTries = 500;

function* candidates(): Generator<number, never> {
  for (;;) {
    const first = firstFree + neighbours * Math.floor(Math.random() * places);
    for (let next = 0; next < neighbours; next += 1) yield first + next;
  }
}

async function listenOnNext(ports: Iterator<number, never>, host: string) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await listenOn(ports.next().value, host);
    } catch (error) {
      if (tries === maxTries) throw error;
    }
  }
}

async function listenOn(port: number, host: string) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function portOf(server: Awaited<ReturnType<typeof listenOn>>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
