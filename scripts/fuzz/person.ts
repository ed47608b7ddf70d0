/** Somebody who uses the API with a cookie, as a browser does. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** What a request of theirs carries. */
  headers(): Readonly<Record<string, string>>;
  /** The parsed answer. @throws Error for a refusal */
  send<Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

export function createPerson(origin: string, { name, email }: { name: string; email: string }): Person {
  const cookies = new Map<string, string>();
  const headers = (): Record<string, string> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    return cookie === '' ? {} : { Cookie: cookie };
  };

  return {
    name,
    email,
    headers,
    async send<Answer>(method: string, path: string, body?: unknown, more: Readonly<Record<string, string>> = {}) {
      const answer = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: { ...headers(), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const [cookie = '', value = ''] = pair.split('=');
        cookies.set(cookie, value);
      }
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} as ${name} was answered ${answer.status}: ${text}`);
      return JSON.parse(text) as Answer;
    },
  };
}
