/** Stands in for a service: answers its health checks and tells what environment it got. */
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  if (request.url === '/health/live' || request.url === '/health/ready') response.end('{}');
  else if (request.url === '/api/environment') response.end(JSON.stringify(process.env));
  else if (request.url === '/api/headers') response.end(JSON.stringify(request.headers));
  else response.writeHead(404).end();
});
server.listen(Number(process.env.PORT), process.env.HOST);
process.once('SIGTERM', () => process.exit(0));
