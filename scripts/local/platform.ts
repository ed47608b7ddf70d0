import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { shopAccessFile, shopAccessOf } from '../operator/shop-access.ts';
import { addressBook, type RegionAddresses } from './addresses.ts';
import { bringUp } from './bring-up.ts';
import { type DataFolder, dataFolder, replaceFile, writeJson } from './data-folder.ts';
import { type Platform, type PlatformOptions, repositoryRoot, storeNames } from './platform-options.ts';
import { platformSettings } from './platform-settings.ts';
import { localCredentials } from './resources/local-aws.ts';
import { takeDataFolder } from './run-record.ts';
import { createStopwatch } from './stopwatch.ts';
import { createSupervisor } from './supervise.ts';
import { watchServices } from './watch.ts';

/**
 * Starts one region of the shop: stores, their resources, the services, the payment provider and the edge. Resolves
 * when a purchase is possible; what it started is ended when it rejects.
 *
 * @throws Error that says what to do: a port or a folder in use, a damaged folder, a process that does not start.
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const settings = platformSettings(options);
  const { region, edgeUrl, notice } = settings;
  const folder = dataFolder(settings.folder);
  const lock = await takeDataFolder(folder, edgeUrl);
  if (settings.fresh === true) folder.empty();
  const book = settings.addressesFile === undefined ? undefined : addressBook(settings.addressesFile, region);
  book?.withdraw();
  let published = false;

  const supervisor = createSupervisor({
    logFolder: folder.logs,
    onLine: settings.onLine ?? (() => {}),
    notice,
    onChange: (running) => {
      lock.record(running);
      if (published) book?.publish(addresses());
    },
  });
  const stopwatch = createStopwatch();
  let stopWatching = async () => {};

  function addresses(): RegionAddresses {
    const own = supervisor.all().flatMap(({ name, url, pid }) => {
      const current = pid();
      return current === undefined ? [] : [[name, { url, pid: current }] as const];
    });
    return {
      ...Object.fromEntries(Object.entries(settings.external).map(([name, url]) => [name, { url }])),
      ...Object.fromEntries(own),
    };
  }

  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stopAll();
    return stopped;
  };

  async function stopAll(): Promise<void> {
    published = false;
    book?.withdraw();
    await stopWatching();
    await supervisor.stop([['edge'], serviceNames, ['payment-provider'], storeNames]);
    lock.release();
  }

  try {
    const started = await stopwatch.time('all', () =>
      untilAborted(settings.signal, bringUp({ settings, folder, supervisor, stopwatch })),
    );
    writeOperatorAccess(folder, started.environment);
    if (settings.peopleFile !== undefined) writeJson(settings.peopleFile, started.people, 0o600);
    published = true;
    book?.publish(addresses());
    if (settings.watch === true) {
      const servicesFolder = join(repositoryRoot, 'services');
      const restart = (name: ServiceName) => supervisor.get(name).restart();
      stopWatching = await watchServices({ servicesFolder, names: settings.services, restart, notice });
    }
    return {
      region,
      url: edgeUrl,
      people: started.people,
      addresses,
      environment: (service) => started.environment(service),
      process: (name) => ({ url: supervisor.get(name).url, pid: supervisor.get(name).pid() }),
      kill: (name, signal) => supervisor.get(name).crash(signal),
      restart: (name) => supervisor.get(name).restart(),
      stopProcess: (name) => supervisor.get(name).stop(),
      startProcess: (name) => supervisor.get(name).start(),
      timings: () => stopwatch.laps(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For `npm run audit` and the like: they reach the stores of a running start by this file. */
function writeOperatorAccess(
  folder: DataFolder,
  environment: (service: ServiceName) => Readonly<Record<string, string>>,
): void {
  const credentials = {
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  };
  replaceFile(folder.file('operator.env'), shopAccessFile(shopAccessOf(environment), credentials), 0o600);
}

/** @throws the signal's reason once it is aborted; what `work` still does is then in vain. */
async function untilAborted<Result>(signal: AbortSignal | undefined, work: Promise<Result>): Promise<Result> {
  if (signal === undefined) return work;
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
  work.catch(() => {});
  return Promise.race([work, aborted]);
}
