/** What an image is made of, for the script that builds its files, the check that runs them, and the Dockerfile. */

/** `nonroot` of distroless; the charts run pods as it. */
export const imageUser = 65532;

/** The folder of the image that the built files are copied into, and the process's working directory. */
export const imageFolder = '/app';

/**
 * How Node is started. A pod may hold 320 MiB: the heap stays well below it, so that what is outside of the heap has room
 * and a leak ends in an error of V8 with a stack instead of a kill without one.
 */
export const nodeArguments = ['--max-old-space-size=192', '--max-semi-space-size=16', '--no-warnings'] as const;

/**
 * What an image says by itself. HOME, because the AWS SDK looks for its files there, and asks the system's users for it
 * where the variable is missing: for a user without an entry that is an error at the first request.
 */
export const imageEnvironment = { NODE_ENV: 'production', HOME: '/home/nonroot' } as const;

/** The file that an image runs when it is told nothing else. */
export const mainFile = 'main.mjs';

/** Brings the schema up to date and ends; only where the service owns a database. */
export const migrateFile = 'migrate.mjs';

/** What the notices of other people's packages stand in. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** Which packages are in the bundle, for scanners. */
export const billFile = 'packages.cdx.json';

/** More than it needs: what a service asks to be deployed should be pulled in a moment. */
export const largestImageBytes = 8_000_000;
