import { DatabaseSync } from 'node:sqlite';

const writes = ['insertMessage', 'deleteMessage', 'updateMessageInflight', 'updateMessageReady'] as const;
type Writer = Record<(typeof writes)[number], (...args: never[]) => void>;

/**
 * Lets the messages of one request be written in one transaction, and without a disk sync of their own.
 *
 * The library's handlers are synchronous, so a microtask queued at the first write commits before the answer leaves.
 * `synchronous = NORMAL` loses nothing when the process is killed; only a power cut may cost the last moments.
 */
export function commitOncePerRequest(persistence: Writer & object): void {
  const database: unknown = Reflect.get(persistence, 'db');
  if (!(database instanceof DatabaseSync)) throw new Error('this version of fauxqs keeps its database elsewhere');
  database.exec('PRAGMA synchronous = NORMAL');
  let open = false;

  const commit = () => {
    if (!open) return;
    open = false;
    database.exec('COMMIT');
  };

  for (const name of writes) {
    const write = persistence[name].bind(persistence) as (...args: unknown[]) => void;
    Reflect.set(persistence, name, (...args: unknown[]) => {
      if (!open) {
        database.exec('BEGIN');
        open = true;
        queueMicrotask(commit);
      }
      write(...args);
    });
  }
  const transaction: unknown = Reflect.get(persistence, 'transaction');
  if (typeof transaction !== 'function') throw new Error('this version of fauxqs has no transactions');
  Reflect.set(persistence, 'transaction', (work: () => void) => {
    commit();
    transaction.call(persistence, work);
  });
}
