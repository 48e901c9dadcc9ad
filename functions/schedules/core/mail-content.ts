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
  /** Headings of columns, and the first rows as people read them. */
  readonly headings: readonly { readonly text: string; readonly figure: boolean }[];
  readonly firstRows: readonly (readonly string[])[];
  /** Opens it in the browser, for who has an account. */
  readonly url: string;
  /** Its file by link, when it is not attached. */
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

/** Columns of the small table: a mail is read on a telephone. */
const columnsShown = 6;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const paragraph = (text: string): string => `<p style="margin:0 0 12px">${escaped(text).replaceAll('\n', '<br>')}</p>`;
const link = (url: string, text: string): string => `<a href="${escaped(url)}">${escaped(text)}</a>`;

const rowsText = ({ rows, firstRows }: MailReport): string => {
  if (rows === 0) return 'It has no rows.';
  const all = `${rows} ${rows === 1 ? 'row' : 'rows'}`;
  return rows > firstRows.length && firstRows.length > 0 ? `${all}; the first ${firstRows.length} are:` : `${all}.`;
};
const hidden = ({ headings }: MailReport): number => Math.max(0, headings.length - columnsShown);
const moreColumns = (report: MailReport): readonly string[] =>
  hidden(report) === 0 || report.rows === 0
    ? []
    : [hidden(report) === 1 ? 'One more column is in the file.' : `${hidden(report)} more columns are in the file.`];
const about = ({ range, filter }: MailReport): string => `${range}${filter === null ? '' : `; ${filter}`}`;

const reportText = (report: MailReport): string => {
  const { name, headings, firstRows, notes, url, files } = report;
  const shown = headings.slice(0, columnsShown);
  const table =
    firstRows.length === 0
      ? []
      : [
          shown.map(({ text }) => text).join(' | '),
          ...firstRows.map((row) => row.slice(0, columnsShown).join(' | ')),
          ...moreColumns(report),
        ];
  return [
    `${name}`,
    about(report),
    ...(report.limit === null ? [] : [report.limit]),
    rowsText(report),
    ...table,
    ...notes,
    ...files.flatMap((file) => (file.url === null ? [] : [`${file.name}: ${file.url}`])),
    `With an account: ${url}`,
  ].join('\n');
};

const cellStyle = 'padding:4px 10px;border-bottom:1px solid #d5d8dc';
const tableHtml = ({ name, headings, firstRows, rows }: MailReport): string => {
  if (firstRows.length === 0) return '';
  const shown = headings.slice(0, columnsShown);
  const align = (i: number): string => (shown[i]?.figure === true ? 'right' : 'left');
  const head = shown.map(({ text }, i) => `<th scope="col" style="${cellStyle};text-align:${align(i)}">${escaped(text)}</th>`).join('');
  const body = firstRows
    .map((row) => {
      const cells = row.slice(0, columnsShown).map((cell, i) => `<td style="${cellStyle};text-align:${align(i)}">${escaped(cell)}</td>`);
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('');
  return `<table style="border-collapse:collapse;font-size:14px;margin:0 0 12px"><caption style="text-align:left;padding:4px 0">${rows > firstRows.length ? 'First rows of ' : ''}${escaped(name)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
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
    ...files.flatMap((file) => (file.url === null ? [] : [`<p style="margin:0 0 12px">${link(file.url, `Get ${file.name}`)}</p>`])),
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
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(fillWords(template.subject, words))}</title></head><body style="font-family:system-ui,Arial,sans-serif;font-size:15px;color:#1d2733">${[
      ...opening.map(paragraph),
      ...reports.map(reportHtml),
      `<p style="margin:24px 0 0;font-size:13px;color:#54606d">${escaped(footer).replaceAll('\n', '<br>')}</p>`,
    ].join('')}</body></html>`,
  };
};
