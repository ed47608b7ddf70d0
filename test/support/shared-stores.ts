/** Real engines for component tests, each started on its first use, shared by a mocha run and stopped with it. */
type Stop = () => Promise<void>;

const stops: Stop[] = [];

/** Starts at the first call; later calls share it. `stopWith` registers what must end with the run. */
export function shared<Store>(start: (stopWith: (stop: Stop) => void) => Promise<Store>): () => Promise<Store> {
  let starting: Promise<Store> | undefined;
  return () => {
    starting ??= start((stop) => stops.push(stop));
    return starting;
  };
}

export const mochaHooks = {
  async afterAll() {
    for (const stop of stops.reverse()) await stop();
  },
};
