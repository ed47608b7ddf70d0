import { readJson, removeFile, writeJson } from './data-folder.ts';

/** `addresses.json`: `{ "<region>": { "<process>": { "url", "pid" } } }`; `pid` is absent for a store that somebody else runs. */
export type RegionAddresses = Readonly<Record<string, { readonly url: string; readonly pid?: number }>>;
type Addresses = Record<string, RegionAddresses>;

/** Keeps one region's entry of the file, beside those of other regions that run on the machine. */
export function addressBook(path: string, region: string) {
  function others(): Addresses {
    const { [region]: _own, ...rest } = readJson<Addresses>(path) ?? {};
    return Object.fromEntries(Object.entries(rest).filter(([, processes]) => isRunning(processes)));
  }

  return {
    publish(processes: RegionAddresses): void {
      writeJson(path, { ...others(), [region]: processes });
    },
    withdraw(): void {
      const rest = others();
      if (Object.keys(rest).length === 0) removeFile(path);
      else writeJson(path, rest);
    },
  };
}

function isRunning(processes: RegionAddresses): boolean {
  return Object.values(processes).some(({ pid }) => {
    if (pid === undefined) return false;
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  });
}
