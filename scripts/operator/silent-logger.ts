import { createLogger } from '@evermart/kit/log';

/** For connections of a command line tool, which reports by itself. */
export const silentLogger = createLogger({ service: 'operator', region: '-', level: 'silent' });
