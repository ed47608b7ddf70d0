/**
 * fauxqs as a process of its own. Its own command ignores the data folder and listens on every address, and its
 * library syncs the disk for each message; so its parts are put together here.
 */
import { buildApp } from 'fauxqs';
import { PersistenceManager } from '../../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { deliverToPresent } from './deliver-to-present.ts';
import { required } from './server-environment.ts';
import { commitOncePerRequest } from './sqlite-group-commit.ts';

const host = required('HOST');
const port = Number(required('PORT'));
const region = required('AWS_REGION');

const persistence = new PersistenceManager(required('DATA_DIR'));
const sqsStore = new SqsStore();
const snsStore = new SnsStore();
const s3Store = new S3Store();
sqsStore.region = region;
sqsStore.host = '';
snsStore.region = region;
// Loaded before it is wired, so that loading does not write.
persistence.load(sqsStore, snsStore, s3Store);
commitOncePerRequest(persistence);
sqsStore.persistence = persistence;
snsStore.persistence = persistence;
s3Store.persistence = persistence;
for (const queue of sqsStore.allQueues()) queue.persistence = persistence;

const app = buildApp({ logger: false, defaultRegion: region, stores: { sqsStore, snsStore, s3Store } });
deliverToPresent(app);
await app.listen({ host, port });
process.once('SIGTERM', () => {
  app.close().then(
    () => {
      persistence.close();
      process.exit(0);
    },
    () => process.exit(1),
  );
});
