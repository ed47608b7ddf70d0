import { startPlatform } from './platform.ts';

const platform = await startPlatform({
  region: 'region-a',
  services: [],
  seed: false,
  storefront: false,
  search: 'postgres',
  notice: (t) => console.log('#', t),
  onLine: (n, l) => console.log(n, l),
  addressesFile: '.local/addresses.json',
});
console.log(platform.addresses(), platform.timings());
process.on('SIGINT', () => platform.stop().then(() => process.exit(0)));
