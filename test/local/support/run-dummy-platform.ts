/** A dummy platform in a process of its own, so that a test can signal its supervisor. Arguments: folder, ports as JSON. */
import { runUntilSignal } from '../../../scripts/local/cli/run-until-signal.ts';
import type { PortPlan } from '../../../scripts/local/ports.ts';
import { dummyPlatform } from './local-platform.ts';

const [folder = '', ports = ''] = process.argv.slice(2);
await runUntilSignal(
  (signal) => {
    process.send?.({ event: 'starting' });
    return dummyPlatform(folder, { ports: JSON.parse(ports) as PortPlan, signal });
  },
  {
    onReady: (platform) => process.send?.({ event: 'ready', addresses: platform.addresses() }),
    onStopping: () => {},
    onStopped: () => {},
  },
);
