import type { MailTable } from './mail-table.ts';
import { fillWords, type Placeholder } from './mail-words.ts';

/** A report of a mail, in texts. */
export interface MailReport {
  readonly name: string;
  readonly range: string;
  readonly filter: string | null;
  /** Whose calls alone it holds, and why; null = everybody's. */
  readonly limit: string | null;
  readonly rows: number;
  readonly notes: readonly string[];
  readonly table: MailTable;
  /** Opens it in the browser, for who has an account. */
  readonly url: string;
  /** By link when they are not attached. */
  readonly files: readonly { readonly name: string; readonly url: string | null }[];
}
export interface MailContent {
  readonly template: { readonly subject: string; readonly body: string };
  readonly words: Readonly<Record<Placeholder, string>>;
  /** One like it was handed over before, and may have come. */
  readonly maybeTwice: boolean;
  readonly missing: readonly string[];
  readonly reports: readonly MailReport[];
  /** Until when the links of files work; null = files are attached. */
  readonly linksEnd: string | null;
  /** Why the mail comes, and whom to ask. */
  readonly footer: string;
}
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const paragraph = (text: string): string => `<p style="margin:0 0 12px">${escaped(text).replaceAll('\n', '<br>')}</p>`;
const link = (url: string, text: string): string => `<a href="${escaped(url)}">${escaped(text)}</a>`;

const rowsText = ({ rows, table: { rows: shown } }: MailReport): string => {
  if (rows === 0) return 'It has no rows.';
  const all = `${rows} ${rows === 1 ? 'row' : 'rows'}`;
  return rows > shown.length && shown.length > 0 ? `${all}; the first ${shown.length} are:` : `${all}.`;
};
/** Columns that are named one by one; a report may have a hundred. */
const namedAtMost = 12;
const moreColumns = ({ rows, table: { left } }: MailReport): readonly string[] => {
  if (left.length === 0 || rows === 0) return [];
  const more = left.length - namedAtMost;
  return [`In the file alone: ${left.slice(0, namedAtMost).join(', ')}${more > 0 ? ` and ${more} more columns` : ''}.`];
};
const fileText = ({ name, url }: MailReport['files'][number]): string =>
  url === null ? `File: ${name} (attached)` : `File: ${name}: ${url}`;
const about = ({ range, filter }: MailReport): string => `${range}${filter === null ? '' : `; ${filter}`}`;

const reportText = (report: MailReport): string => {
  const { name, table: shown, notes, url, files } = report;
  const table =
    shown.rows.length === 0
      ? []
      : [
          shown.headings.map(({ text }) => text).join(' | '),
          ...shown.rows.map((row) => row.join(' | ')),
          ...(shown.totals === null ? [] : [shown.totals.join(' | ')]),
          ...moreColumns(report),
        ];
  return [
    `${name}`,
    about(report),
    ...(report.limit === null ? [] : [report.limit]),
    rowsText(report),
    ...table,
    ...notes,
    ...files.map(fileText),
    `With an account: ${url}`,
  ].join('\n');
};

const cellStyle = 'padding:4px 8px;border-bottom:1px solid #d5d8dc;vertical-align:top';
const totalsStyle = 'padding:4px 8px;border-top:2px solid #8b94a0;font-weight:bold;vertical-align:top';
/**
 * On a telephone each row of a table stands as lines of its own, every value after its heading; readers of mail that know no `@media` scroll the
 * table sideways, without the rest of the mail. Headings in the cells are hidden by their style, for those that drop this sheet.
 */
const phoneSheet =
  '@media (max-width:520px){.t,.t caption,.t tbody,.t tfoot,.t tr,.t td,.t th{display:block!important;width:auto!important}.t thead{display:none!important}.t td,.t tbody th,.t tfoot th{text-align:left!important;border:0!important;padding:1px 0!important;overflow-wrap:anywhere}.t td:first-child{font-weight:bold}.t tr{border-bottom:1px solid #d5d8dc;padding:6px 0}.t tfoot tr{border-top:2px solid #8b94a0}.t .h{display:inline!important;max-height:none!important}.t .e{display:none!important}}';
const inCell = (heading: string): string =>
  `<span class="h" style="display:none;mso-hide:all;max-height:0;overflow:hidden;color:#54606d;font-weight:normal">${escaped(heading)}: </span>`;
const tableHtml = ({ name, table, rows }: MailReport): string => {
  const { headings, rows: shown, totals } = table;
  if (shown.length === 0) return '';
  const align = (i: number): string => (headings[i]?.figure === true ? 'right' : 'left');
  const valueHtml = (tag: 'td' | 'th', cell: string, i: number, style: string): string =>
    `<${tag}${tag === 'th' ? ' scope="row"' : ''}${cell === '' ? ' class="e"' : ''} style="${style};text-align:${align(i)}">${cell === '' || i === 0 ? '' : inCell(headings[i]?.text ?? '')}${escaped(cell)}</${tag}>`;
  const head = headings.map(({ text }, i) => `<th scope="col" style="${cellStyle};text-align:${align(i)}">${escaped(text)}</th>`).join('');
  const body = shown
    .map((row) => {
      const cells = row.map((cell, i) => valueHtml('td', cell, i, cellStyle));
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('');
  const foot =
    totals === null
      ? ''
      : `<tfoot><tr>${totals.map((cell, i) => valueHtml(i === 0 ? 'th' : 'td', cell, i, totalsStyle)).join('')}</tr></tfoot>`;
  return `<div style="overflow-x:auto;max-width:100%;margin:0 0 12px"><table class="t" style="border-collapse:collapse;font-size:14px"><caption style="text-align:left;padding:4px 0">${rows > shown.length ? 'First rows of ' : ''}${escaped(name)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody>${foot}</table></div>`;
};
const reportHtml = (report: MailReport): string => {
  const { name, notes, url, files } = report;
  return [
    `<h2 style="font-size:17px;margin:20px 0 4px">${escaped(name)}</h2>`,
    paragraph(about(report)),
    ...(report.limit === null ? [] : [`<p style="margin:0 0 12px;font-weight:bold">${escaped(report.limit)}</p>`]),
    paragraph(rowsText(report)),
    tableHtml(report),
    ...moreColumns(report).map(paragraph),
    ...notes.map(paragraph),
    ...files.map((file) =>
      file.url === null ? paragraph(fileText(file)) : `<p style="margin:0 0 12px">${link(file.url, `Get ${file.name}`)}</p>`,
    ),
    `<p style="margin:0 0 12px">${link(url, 'Open it in the browser')} (for those with an account)</p>`,
  ].join('');
};

/** The mail of a run, as plain text and as simple HTML with the same content. */
export const writeMail = (content: MailContent): WrittenMail => {
  const { template, words, maybeTwice, missing, reports, linksEnd, footer } = content;
  const body = fillWords(template.body, words).trim();
  const ends = linksEnd === null ? [] : [`The files are too large for a mail. Their links work until ${linksEnd}.`];
  const warning = missing.length === 0 ? [] : ['Not complete:', ...missing];
  const twice = maybeTwice
    ? ['This mail may have reached you before, with the same figures: it was not known whether it had been sent.']
    : [];
  const opening = [...(body === '' ? [] : [body]), ...twice, ...(warning.length === 0 ? [] : [warning.join('\n')]), ...ends];
  return {
    subject: fillWords(template.subject, words),
    text: `${[...opening, ...reports.map(reportText), footer].join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><style>${phoneSheet}</style><title>${escaped(fillWords(template.subject, words))}</title></head><body style="font-family:system-ui,Arial,sans-serif;font-size:15px;color:#1d2733;overflow-wrap:break-word">${[
      ...opening.map(paragraph),
      ...reports.map(reportHtml),
      `<p style="margin:24px 0 0;font-size:13px;color:#54606d">${escaped(footer).replaceAll('\n', '<br>')}</p>`,
    ].join('')}</body></html>`,
  };
};
