import { wallText } from './cell-text.ts';
import type { FileFacts } from './file-types.ts';

const causes: Readonly<Record<string, string>> = {
  linkDown: 'no link to the PBX',
  agentDown: 'the edge agent did not run',
  numbersLost: 'events of the PBX were lost',
  nodeDown: 'a node of the PBX was not heard',
  notHeard: 'nothing heard from the site',
};

export interface AboutLine {
  readonly label: string;
  readonly text: string;
}

/** What a reader should know of the chart, as the last of these lines; nothing to say, no line. */
export const chartLine = (words: string | null | undefined): readonly AboutLine[] =>
  words === null || words === undefined ? [] : [{ label: 'Chart', text: words }];

/** What a reader of a file must know besides the rows: of what time, which calls, made when, and what is missing. */
export const aboutLines = (
  facts: FileFacts,
  made: { readonly title: string; readonly generatedAt: number },
  wallOf: (at: number) => number,
): readonly AboutLine[] => {
  const { range, timeZone, gaps, place } = facts;
  const limit = facts.limitedTo ?? null;
  const at = (instant: number): string => wallText(wallOf(instant), 'dateTime');
  const line = (label: string, text: string | null): readonly AboutLine[] => (text === null || text === '' ? [] : [{ label, text }]);
  const instant = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : at(Date.parse(text)));
  // What was asked before its range had ended holds nothing of what came after.
  const isOpen = range.asAt > range.from && range.asAt < range.to;
  const until = isOpen ? `${at(range.asAt)}, when it was asked; it ends at ${at(range.to)}` : at(range.to);
  return [
    ...line('Report', made.title),
    ...line('Customer', place?.customer ?? null),
    ...line('Site', place?.site ?? null),
    ...line('Template', `${facts.templateName}, counting ${facts.counts}`),
    ...line('Range', `${at(range.from)} to ${until} (${timeZone})`),
    ...line('Daily window', facts.windowWords),
    ...line('Limited', limit === null ? null : `${limit}.`),
    ...line('Filter', facts.filterWords ?? (limit === null ? 'None: all that the range holds' : 'None: all of these that the range holds')),
    ...line('Rows', String(facts.rows)),
    ...line('Figures as at', `${at(range.asAt)} (${timeZone})`),
    ...line('Created', `${at(made.generatedAt)} (${timeZone})`),
    ...line('Incomplete', facts.incomplete ? 'Yes: something of the range is not known, or may still arrive.' : null),
    ...gaps.flatMap(({ cause, startedAt, endedAt, detail }) =>
      line(
        'Gap',
        `${instant(startedAt)} to ${endedAt === null ? 'now' : instant(endedAt)}: ${causes[cause] ?? cause}${detail === null || detail === '' ? '' : `. ${detail}`}`,
      ),
    ),
    ...line(
      'Restated',
      facts.restatedAt === null ? null : `Figures of the range changed at ${at(facts.restatedAt)}, after they were final.`,
    ),
    ...facts.notes.flatMap((note) => line('Note', note)),
  ];
};
