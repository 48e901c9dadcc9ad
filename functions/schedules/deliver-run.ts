import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { epochMs } from '../domain/ids.ts';
import { cellText, createWallOf, isFigure, totalsRow } from '../exports/report-files.ts';
import { attachedBytesAtMost, type MailRecipients, mayHaveLeft } from '../mail/send-mail.ts';
import type { Cell } from '../reports/report-rows.ts';
import type { Site } from '../tenants/types.ts';
import { linkDays } from './constants.ts';
import { limitNotes } from './core/limit-words.ts';
import { localDate, localInput, localText, rangeText, soFarText } from './core/local-text.ts';
import { type MailReport, writeMail } from './core/mail-content.ts';
import { mailTable } from './core/mail-table.ts';
import type { Rights } from './find-rights.ts';
import type { KeptReportFacts } from './kept-report.ts';
import type { RunDeps } from './ports.ts';
import type { RunBook } from './run-book.ts';
import { RunFailure } from './run-failure.ts';
import { storedName } from './run-files.ts';
import type { RunDelivery, ScheduleRun } from './types.ts';
import type { WorkFolder } from './work-folder.ts';

export interface Delivering {
  readonly folder: WorkFolder;
  readonly rights: Rights;
  readonly site: Site;
  /** IANA name, in which the mail tells times. */
  readonly zone: string;
  readonly kept: readonly KeptReportFacts[];
}

const gone = (name: string): RunFailure => new RunFailure(`The file "${name}" of this run is gone from the store: run it again.`);

/** Files of the run on this machine, in order. */
const fetchFiles = async (deps: RunDeps, { folder, rights }: Delivering, run: ScheduleRun) => {
  const files: { readonly name: string; readonly path: string }[] = [];
  for (const [n, { name }] of run.files.entries()) {
    const directory = join(folder.path, `send-${n}`);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, 'file');
    if (!(await deps.files.fetchFile(rights.scope, run.id, storedName(n, name), path))) throw gone(name);
    files.push({ name, path });
  }
  return files;
};

const reportUrl = (deps: RunDeps, { site }: Delivering, { inputs, facts }: KeptReportFacts): string => {
  const { from, to } = inputs.resolved;
  const search = new URLSearchParams({ range: 'custom', from: localInput(from, facts.timeZone), to: localInput(to, facts.timeZone) });
  return `${deps.webOrigin}/sites/${site.site}/reports/${inputs.report}?${search.toString()}`;
};

/** Said before the rows: who saves a schedule may see less than who had it before, and those who read the mail know nothing of it. */
const limitOf = (
  { rights: { owner } }: Delivering,
  { facts: { limitedTo = null }, inputs: { limitedBy = [] } }: KeptReportFacts,
): string | null => limitNotes(limitedTo, limitedBy.length === 0 ? [`it is made with the rights of ${owner.name}`] : limitedBy)[0] ?? null;

const mailReport = (
  deps: RunDeps,
  delivering: Delivering,
  run: ScheduleRun,
  i: number,
  urls: readonly (string | null)[],
): MailReport | null => {
  const [kept, report] = [delivering.kept[i], run.reports[i]];
  if (kept === undefined || report === undefined) return null;
  const { facts, firstRows, inputs } = kept;
  const wallOf = createWallOf(facts.timeZone);
  const texts = (row: readonly Cell[]): readonly string[] => facts.columns.map((column, n) => cellText(column, row[n] ?? null, wallOf));
  const soFar = soFarText(inputs.resolved, run.asAt, facts.timeZone);
  const totals = facts.rows === 0 ? null : totalsRow(facts.columns, facts.totals);
  return {
    name: inputs.name,
    range: `${rangeText(inputs.resolved, facts.timeZone)}${soFar === null ? '' : `, ${soFar}`} (times in ${facts.timeZone})`,
    filter: facts.filterWords,
    limit: limitOf(delivering, kept),
    rows: facts.rows,
    notes: report.notes.filter((note) => !limitNotes(facts.limitedTo ?? null, inputs.limitedBy ?? []).includes(note)),
    table: mailTable({
      columns: facts.columns.map((column) => ({ id: column.id, heading: column.header, figure: isFigure(column) })),
      rows: firstRows.map(texts),
      totals: totals === null ? null : texts(totals),
    }),
    url: reportUrl(deps, delivering, kept),
    files: report.files.map((n) => ({ name: run.files[n]?.name ?? '', url: urls[n] ?? null })),
  };
};

const footerOf = ({ rights: { owner }, site }: Delivering, run: ScheduleRun): string => {
  const ask = owner.email === null ? owner.name : `${owner.name} (${owner.email})`;
  return `You get this mail because your address is in the schedule "${run.content.name}" of ${site.customerName}, ${site.name}. To get it no longer, ask ${ask} to take your address out; an answer to this mail reaches the same person.`;
};

type Sent = Extract<RunDelivery, { kind: 'email' }>;

/**
 * That the mail is about to be handed over is stored before, by the turn of the run: a worker that was overtaken sends nothing, and one that finds
 * such a note without a result knows that the mail may be gone. It sends again, and says so in the mail and in the run: in the morning a report twice is
 * better than none.
 * @throws MailRefused with the reason
 */
const byMail = async (deps: RunDeps, delivering: Delivering, book: RunBook): Promise<Sent> => {
  const run = book.run();
  const { delivery } = run.content;
  if (delivery.kind !== 'email') throw new RunFailure('The schedule writes no mails.');
  const before = run.delivery;
  const { rights, site, zone, kept } = delivering;
  const attached = run.files.reduce((sum, { bytes }) => sum + bytes, 0) <= attachedBytesAtMost;
  const endsAt = deps.now() + linkDays * 86_400_000;
  const urls: (string | null)[] = [];
  for (const n of run.files.keys())
    urls.push(
      attached ? null : `${deps.webOrigin}/v1/schedule-links/${await deps.links.make(rights.scope, { run: run.id, file: n, endsAt })}`,
    );
  const reports = run.reports.flatMap((_, i) => mailReport(deps, delivering, run, i, urls) ?? []);
  const ranges = [...new Set(kept.map(({ inputs, facts }) => rangeText(inputs.resolved, facts.timeZone)))];
  const mail = writeMail({
    template: delivery,
    words: {
      schedule: run.content.name,
      site: site.name,
      customer: site.customerName,
      range: ranges.length > 3 ? `${ranges.slice(0, 3).join(', ')} and others` : ranges.join(', '),
      reports: kept.map(({ inputs }) => inputs.name).join(', '),
      date: localDate(run.asAt, zone),
    },
    maybeTwice: before !== null,
    missing: run.missing,
    reports,
    linksEnd: attached ? null : `${localText(endsAt, zone)} (${zone})`,
    footer: footerOf(delivering, run),
  });
  const handed = { at: epochMs(deps.now()), attempt: run.attempts };
  const sentTo = ({ to, cc, bcc, left }: MailRecipients): Sent => ({
    kind: 'email',
    to,
    cc,
    bcc,
    left,
    attached,
    linksEndAt: attached ? null : epochMs(endsAt),
    messageId: '',
    handed,
    maybeTwice: before !== null,
    sentAt: null,
  });
  const whole = {
    ...mail,
    to: delivery.to,
    cc: delivery.cc,
    bcc: delivery.bcc,
    replyTo: rights.owner.email,
    attachments: attached ? await fetchFiles(deps, delivering, run) : [],
    key: `${rights.scope.tenant} ${rights.scope.site} ${run.id}`,
    counted: true,
  };
  try {
    const sent = await deps.sendMail(rights.scope, whole, async (recipients) => {
      await book.save({ delivery: sentTo(recipients) });
    });
    return {
      ...sentTo(sent),
      messageId: sent.messageId,
      maybeTwice: before !== null || sent.maybeTwice,
      sentAt: epochMs(deps.now()),
    };
  } catch (error) {
    // It was refused: what was noted did not happen.
    if (book.run().delivery !== before && !mayHaveLeft(error)) await book.save({ delivery: before });
    throw error;
  }
};

/** Sends the files of a run where its schedule wants them. @throws MailRefused, RunFailure with the reason */
export const deliverRun = async (deps: RunDeps, delivering: Delivering, book: RunBook): Promise<RunDelivery> => {
  const run = book.run();
  const { delivery } = run.content;
  switch (delivery.kind) {
    case 'email':
      return byMail(deps, delivering, book);
    case 'bucket': {
      const objects: string[] = [];
      for (const { name, path } of await fetchFiles(deps, delivering, run))
        objects.push(await deps.putInBucket(delivering.rights.scope, delivery, { run: run.id, name, path }));
      return { kind: 'bucket', bucket: delivery.bucket, objects, sentAt: epochMs(deps.now()) };
    }
  }
};
