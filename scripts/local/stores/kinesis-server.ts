/** kinesalite as a process of its own; its own command listens on every address. */
import kinesalite from 'kinesalite';
import { required } from './server-environment.ts';

const server = kinesalite({ path: required('DATA_DIR'), createStreamMs: 0 });
server.listen(Number(required('PORT')), required('HOST'));
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => process.exit(0));
});
