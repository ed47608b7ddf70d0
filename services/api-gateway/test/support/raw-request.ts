import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const patienceMs = 5_000;

/**
 * Sends bytes as they are, since `fetch` mends what a test wants broken, and reads answers until the server closes.
 * Ask for `Connection: close` in what is well-formed.
 *
 * @throws Error when the connection is still open after five seconds
 */
export function sendRaw(origin: string, bytes: string | Buffer): Promise<RawAnswer[]> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`still open: ${Buffer.concat(chunks).toString('latin1')}`));
    }, patienceMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answersIn(Buffer.concat(chunks).toString('latin1')));
    });
  });
}

/** Each with a Content-Length, or without content. */
function answersIn(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const [head = ''] = rest.split('\r\n\r\n', 1);
    const [statusLine = '', ...lines] = head.split('\r\n');
    const headers = new Headers(lines.map((line) => splitOnce(line)));
    const start = head.length + 4;
    const end = start + Number(headers.get('content-length') ?? 0);
    answers.push({ status: Number(statusLine.split(' ')[1]), headers, body: rest.slice(start, end) });
    rest = rest.slice(end);
  }
  return answers;
}

function splitOnce(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
