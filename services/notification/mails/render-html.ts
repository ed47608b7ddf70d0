import type { MailContent, OrderSummary } from './mail-content.ts';

/** Inline styles, since mail readers drop style sheets; text and background reach a contrast of 4.5:1 (WCAG 2.2 AA). */
const styles = {
  body: 'margin:0;padding:24px 12px;background:#f4f4f1;font-family:Arial,Helvetica,sans-serif;color:#1d2321',
  sheet: 'max-width:600px;margin:0 auto;padding:32px 24px;background:#ffffff;border-radius:8px',
  heading: 'margin:0 0 24px;font-size:24px;line-height:1.3',
  paragraph: 'margin:0 0 16px;font-size:16px;line-height:1.5',
  table: 'width:100%;border-collapse:collapse;margin:24px 0;font-size:15px;line-height:1.4',
  caption: 'text-align:left;font-weight:bold;font-size:17px;padding-bottom:8px',
  head: 'text-align:left;padding:8px 8px 8px 0;border-bottom:1px solid #c8ccc8;font-weight:normal;color:#55605b',
  cell: 'text-align:left;padding:8px 8px 8px 0;border-bottom:1px solid #e6e8e4;font-weight:normal',
  number: 'text-align:right;padding:8px 0;border-bottom:1px solid #e6e8e4;white-space:nowrap',
  total: 'text-align:right;padding:12px 0;font-weight:bold;white-space:nowrap',
  totalLabel: 'text-align:left;padding:12px 8px 12px 0;font-weight:bold',
  button:
    'display:inline-block;margin:8px 0 24px;padding:12px 20px;background:#0b5d4b;color:#ffffff;border-radius:6px;text-decoration:none',
  footer: 'margin:24px 0 0;font-size:13px;line-height:1.5;color:#55605b',
} as const;

export function renderHtml(content: MailContent): string {
  const { language, subject, heading, paragraphs, summary, action, footer } = content;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(subject)}</title>
</head>
<body style="${styles.body}">
<main style="${styles.sheet}">
<h1 style="${styles.heading}">${escapeHtml(heading)}</h1>
${paragraphs.map((text) => `<p style="${styles.paragraph}">${escapeHtml(text)}</p>`).join('\n')}
${summary === undefined ? '' : summaryTable(summary)}
${action === undefined ? '' : `<p><a href="${escapeHtml(action.url)}" style="${styles.button}">${escapeHtml(action.label)}</a></p>`}
<p style="${styles.footer}">${escapeHtml(footer)}</p>
</main>
</body>
</html>
`;
}

function summaryTable({ caption, columns, lines, totals, address }: OrderSummary): string {
  const rows = lines.map(
    ({ article, quantity, amount }) => `<tr>
<th scope="row" style="${styles.cell}">${escapeHtml(article)}</th>
<td style="${styles.number}">${escapeHtml(quantity)}</td>
<td style="${styles.number}">${escapeHtml(amount)}</td>
</tr>`,
  );
  const totalRows = totals.map(({ label, amount }, index) => {
    const last = index === totals.length - 1;
    return `<tr>
<th scope="row" colspan="2" style="${last ? styles.totalLabel : styles.cell}">${escapeHtml(label)}</th>
<td style="${last ? styles.total : styles.number}">${escapeHtml(amount)}</td>
</tr>`;
  });
  return `<table style="${styles.table}">
<caption style="${styles.caption}">${escapeHtml(caption)}</caption>
<thead><tr>
<th scope="col" style="${styles.head}">${escapeHtml(columns.article)}</th>
<th scope="col" style="${styles.head};text-align:right">${escapeHtml(columns.quantity)}</th>
<th scope="col" style="${styles.head};text-align:right">${escapeHtml(columns.amount)}</th>
</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
<tfoot>
${totalRows.join('\n')}
</tfoot>
</table>
<p style="${styles.paragraph}"><strong>${escapeHtml(address.label)}</strong><br>
${address.lines.map(escapeHtml).join('<br>\n')}</p>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names come from people: none of them is markup. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
