import type { MailContent, OrderSummary } from './mail-content.ts';

export function renderText({ heading, paragraphs, summary, action, footer }: MailContent): string {
  const parts = [
    heading,
    ...paragraphs,
    ...(summary === undefined ? [] : summaryParts(summary)),
    ...(action === undefined ? [] : [`${action.label}: ${action.url}`]),
    `-- \n${footer}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function summaryParts({ caption, lines, totals, address }: OrderSummary): string[] {
  return [
    caption,
    lines.map(({ article, quantity, amount }) => `${quantity} x ${article}: ${amount}`).join('\n'),
    totals.map(({ label, amount }) => `${label}: ${amount}`).join('\n'),
    [`${address.label}:`, ...address.lines].join('\n'),
  ];
}
