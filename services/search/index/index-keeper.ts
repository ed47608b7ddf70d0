import { type Clock, systemClock } from '@evermart/kit/clock';
import type { Logger } from '@evermart/kit/log';
import { createPoller } from '@evermart/kit/poller';
import type { Following } from '../following/following.ts';
import type { DriftWatch } from './drift-watch.ts';
import type { IndexAdmin, LiveIndex } from './index-admin.ts';
import type { IndexState } from './index-state.ts';
import { mappingVersion } from './product-index.ts';
import type { Rebuild } from './rebuild-index.ts';

export interface IndexKeeperDeps {
  readonly admin: IndexAdmin;
  readonly state: IndexState;
  readonly drift: DriftWatch;
  readonly rebuild: Rebuild;
  readonly following: Following;
  readonly logger: Logger;
  readonly checkMs: number;
  /** An index that nobody followed for longer is built again. */
  readonly maxGapMs: number;
  readonly clock?: Clock;
}

const markEveryMs = 10_000;
/** Two processes' clocks may differ, and so may what they wrote last. */
const slackMs = 60_000;

/** Looks after the index: makes it, follows the catalogue while OpenSearch is there, and makes it again when it is gone, empty, outdated or behind. */
export function startIndexKeeper(deps: IndexKeeperDeps) {
  const { admin, state, drift, rebuild, following, logger, checkMs, maxGapMs, clock = systemClock } = deps;
  const stopping = new AbortController();
  let requested = false;
  let markedMs: number | undefined;

  const poller = createPoller({ name: 'search.index-keeper', logger, idleMs: checkMs, work: look });

  return {
    /** Builds the index again as soon as possible: from the catalogue as it is now or later. */
    requestRebuild(): void {
      requested = true;
      poller.wake();
    },
    async stop(): Promise<void> {
      stopping.abort();
      await poller.stop();
      await following.pause();
    },
  };

  async function look(): Promise<'idle'> {
    const live = await liveIndex();
    await following.resume();
    const reason = await reasonToRebuild(live);
    if (reason !== undefined) await rebuildFor(reason);
    else await markFollowed();
    return 'idle';
  }

  async function liveIndex(): Promise<LiveIndex | undefined> {
    try {
      return await admin.live();
    } catch (error) {
      await following.pause();
      throw error;
    }
  }

  async function reasonToRebuild(live: LiveIndex | undefined): Promise<string | undefined> {
    if (live === undefined) return 'missing';
    if (live.mappingVersion < mappingVersion) return 'outdated';
    if (requested) return 'requested';
    if (await isBehind()) return 'behind';
    return (await drift.drifted(live)) ? 'drifted' : undefined;
  }

  /** Nobody followed for long, or the index was restored from a snapshot older than what this process saw. */
  async function isBehind(): Promise<boolean> {
    const expectedMs = markedMs === undefined ? clock.nowMs() - maxGapMs : markedMs - slackMs;
    return (await state.followedUntilMs()) < expectedMs;
  }

  async function rebuildFor(reason: string): Promise<void> {
    requested = false;
    try {
      await state.prepare();
      const outcome = await rebuild(reason, stopping.signal);
      if (outcome === 'rebuilt') await state.markFollowed(clock.nowMs());
      drift.lookSoon();
    } catch (error) {
      requested ||= reason === 'requested';
      if (!stopping.signal.aborted) throw error;
    }
  }

  async function markFollowed(): Promise<void> {
    const nowMs = clock.nowMs();
    if (!following.running() || nowMs - (markedMs ?? 0) < markEveryMs) return;
    await state.markFollowed(nowMs);
    markedMs = nowMs;
  }
}
export type IndexKeeper = ReturnType<typeof startIndexKeeper>;
