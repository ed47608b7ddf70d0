import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '@evermart/kit/clock';
import type { Client } from '@opensearch-project/opensearch';
import { stateIndex } from './index-state.ts';

/** Longer than one page of the catalogue takes, so that only a holder that died loses it. */
const leaseMs = 60_000;
const renewEveryMs = 10_000;
const id = 'rebuild';

export interface Lease {
  /** Costs a write now and then only. @throws LeaseLostError */
  renew(): Promise<void>;
  release(): Promise<void>;
}

/** Somebody else has taken the rebuild over. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

interface Holding {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

/** One document decides which process rebuilds: it is created once, and changed only by who saw its last change. */
export function createRebuildLease({ client, clock = systemClock }: { client: Client; clock?: Clock }) {
  const holder = randomUUID();

  /** `undefined` while another process holds it. */
  return async function acquire(): Promise<Lease | undefined> {
    const found = await client.get({ index: stateIndex, id }, { ignore: [404] });
    const free = found.body._source === undefined || Number(found.body._source.untilMs) < clock.nowMs();
    if (!free) return undefined;
    let renewedMs = clock.nowMs();
    let holding = await write(
      found.body._source === undefined
        ? undefined
        : { seqNo: found.body._seq_no ?? 0, primaryTerm: found.body._primary_term ?? 0 },
    );
    if (holding === undefined) return undefined;

    return {
      async renew() {
        if (clock.nowMs() - renewedMs < renewEveryMs) return;
        renewedMs = clock.nowMs();
        holding = holding && (await write(holding));
        if (holding === undefined) throw new LeaseLostError('another process rebuilds the index');
      },
      async release() {
        if (holding === undefined) return;
        const { seqNo, primaryTerm } = holding;
        await client.delete(
          { index: stateIndex, id, if_seq_no: seqNo, if_primary_term: primaryTerm },
          { ignore: [404, 409] },
        );
      },
    };
  };

  /** `undefined` when somebody else was first. */
  async function write(last: Holding | undefined): Promise<Holding | undefined> {
    const { body, statusCode } = await client.index(
      {
        index: stateIndex,
        id,
        body: { holder, untilMs: clock.nowMs() + leaseMs },
        ...(last === undefined
          ? { op_type: 'create' as const }
          : { if_seq_no: last.seqNo, if_primary_term: last.primaryTerm }),
      },
      { ignore: [404, 409] },
    );
    if (statusCode !== 200 && statusCode !== 201) return undefined;
    return { seqNo: body._seq_no ?? 0, primaryTerm: body._primary_term ?? 0 };
  }
}
export type AcquireLease = ReturnType<typeof createRebuildLease>;
