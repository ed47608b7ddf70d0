/** A dummy platform in a process of its own, so that a test can kill its supervisor. Arguments: folder, ports as JSON. */
import type { PortPlan } from '../../../scripts/local/ports.ts';
import { dummyPlatform } from './local-platform.ts';

const [folder = '', ports = ''] = process.argv.slice(2);
const platform = await dummyPlatform(folder, { ports: JSON.parse(ports) as PortPlan });
process.send?.({ addresses: platform.addresses() });
