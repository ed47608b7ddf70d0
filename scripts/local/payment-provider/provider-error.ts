/** A refusal that the client may read: `status` is the HTTP status, `code` a stable word, `message` says what to do. */
export class ProviderError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderError';
    this.status = status;
    this.code = code;
  }
}
