import type { Platform } from '../platform-options.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const parentCheckMs = 1000;

interface Listeners {
  readonly onReady: (platform: Platform) => void;
  readonly onStopping: () => void;
  readonly onStopped: () => void;
}

/**
 * Starts a platform, hands it to `onReady`, and ends it and this process when a signal comes: exit code 0. A signal
 * during the start ends what has been started by then.
 *
 * @throws what `start` throws, unless a signal caused it.
 */
export async function runUntilSignal(
  start: (signal: AbortSignal) => Promise<Platform>,
  { onReady, onStopping, onStopped }: Listeners,
): Promise<void> {
  const interrupted = new AbortController();
  let platform: Platform | undefined;

  // Ctrl-C reaches this process from the terminal and from npm: the second one is no wish of its own.
  const stop = () => {
    if (interrupted.signal.aborted) return;
    onStopping();
    interrupted.abort(new Error('interrupted'));
    platform?.stop().then(
      () => {
        onStopped();
        process.exit(0);
      },
      () => process.exit(1),
    );
  };
  for (const signal of signals) process.on(signal, stop);
  stopWithParent(stop);

  try {
    platform = await start(interrupted.signal);
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    onStopped();
    process.exit(0);
  }
  onReady(platform);
}

/** When the bootstrap that started us was killed, nobody can press Ctrl-C any more. */
function stopWithParent(stop: () => void): void {
  if (process.env.EVERMART_BOOTSTRAPPED === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, parentCheckMs).unref();
}
