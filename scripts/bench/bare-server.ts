/** The ceiling: what `node:http` alone does with a body of a product list's size. Prints its port, ends with its stdin. */
import { createServer } from 'node:http';

const body = Buffer.alloc(Number(process.argv[2] ?? 8_000), 'x');
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.resume();
process.stdin.on('close', () => process.exit(0));
