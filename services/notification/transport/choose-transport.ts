import type { MailTransport } from './mail-transport.ts';

export interface TransportSettings {
  readonly SMTP_URL?: string | undefined;
  readonly SMTP_CONNECTIONS: number;
  readonly EMAIL_FROM: string;
  readonly AWS_REGION: string;
  readonly AWS_ENDPOINT_URL_SESV2?: string | undefined;
}

/** SMTP where an address is set, else Amazon SES: loaded only then, since its SDK costs memory and time to start. */
export async function chooseTransport(settings: TransportSettings): Promise<MailTransport> {
  const from = settings.EMAIL_FROM;
  if (settings.SMTP_URL !== undefined) {
    const { createSmtpTransport } = await import('./smtp-transport.ts');
    return createSmtpTransport({ url: settings.SMTP_URL, from, connections: settings.SMTP_CONNECTIONS });
  }
  const { createSesTransport } = await import('./ses-transport.ts');
  return createSesTransport({ region: settings.AWS_REGION, endpoint: settings.AWS_ENDPOINT_URL_SESV2, from });
}
