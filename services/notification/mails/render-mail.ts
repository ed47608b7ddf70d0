import type { Mail } from '../transport/mail-transport.ts';
import type { MailContent } from './mail-content.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** Both forms of the same content: whoever reads plain text misses nothing. */
export function renderMail(to: string, content: MailContent): Mail {
  const { subject, language } = content;
  return { to, subject, language, text: renderText(content), html: renderHtml(content) };
}
