import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import { readableOf, type Unreadable } from '../api/unreadable.ts';
import { askedFor, type ListedThing, type TextSubject } from './core/text-subject.ts';
import type { TextOutcome } from './core/types.ts';

/** What is needed of a board of the list. */
export interface ListedBoard {
  readonly id: string;
  readonly kind: 'wallboard' | 'dashboard';
  readonly name: string;
  readonly shared: boolean;
  readonly builtIn: boolean;
  readonly mayEdit: boolean;
  readonly template: { readonly id: string; readonly name: string; readonly version: number; readonly follows: boolean } | null;
}
interface ListedReport {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly shared: boolean;
  readonly builtIn: boolean;
  readonly version: number;
  readonly from: string | null;
}

export const listedBoardsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['boards of text', site],
    queryFn: ({ signal }) => api.list<ListedBoard>(`/sites/${site}/boards`, { limit: 200 }, signal),
  });

const joined = (words: readonly string[]): string => words.filter((word) => word !== '').join(', ');
const listBoards = async (api: ApiClient, site: string, signal: AbortSignal): Promise<readonly ListedThing[]> =>
  (await api.list<ListedBoard>(`/sites/${site}/boards`, { limit: 200 }, signal))
    .filter(({ builtIn }) => !builtIn)
    .map(({ id, name, kind, shared }) => ({ kind: 'board', id, name, words: joined([kind, shared ? 'shared' : '']), usual: true }));
const listReports = async (api: ApiClient, site: string, signal: AbortSignal): Promise<readonly ListedThing[]> => {
  const [reports, schedules] = await Promise.all([
    api.list<ListedReport | Unreadable>(`/sites/${site}/reports`, { limit: null }, signal),
    api.list<{ readonly id: string; readonly name: string } | Unreadable>(`/sites/${site}/schedules`, { limit: null }, signal),
  ]);
  return [
    ...readableOf<ListedReport>(reports)
      .filter(({ builtIn }) => !builtIn)
      .map(({ id, name, category, shared, from, version }): ListedThing => {
        const asGiven = from !== null && version === 1;
        const words = joined([category, shared ? 'shared' : '', asGiven ? 'default' : '']);
        return { kind: 'report', id, name, words, usual: !asGiven };
      }),
    ...readableOf<{ readonly id: string; readonly name: string }>(schedules).map(
      ({ id, name }): ListedThing => ({ kind: 'schedule', id, name, words: '', usual: true }),
    ),
  ];
};

export const listedThingsQuery = (api: ApiClient, site: string, subject: TextSubject) =>
  queryOptions({
    queryKey: ['things of text', site, subject],
    queryFn: ({ signal }) => (subject === 'boards' ? listBoards : listReports)(api, site, signal),
  });

const root = (site: string, subject: TextSubject): string => `/sites/${site}/${subject}-text`;

export const exportText = (
  api: ApiClient,
  site: string,
  subject: TextSubject,
  things: readonly ListedThing[],
  chosen: readonly ListedThing[],
): Promise<string> => {
  const asked = askedFor(things, chosen);
  const ids = (kind: ListedThing['kind']): string | null => (asked === null ? null : asked[kind].join(','));
  return api.text(
    root(site, subject),
    subject === 'boards' ? { boards: ids('board') } : { reports: ids('report'), schedules: ids('schedule') },
  );
};

export const importText = async (api: ApiClient, site: string, subject: TextSubject, text: string, dryRun: boolean): Promise<TextOutcome> =>
  (await api.send('POST', `${root(site, subject)}?dryRun=${dryRun}`, text, undefined, { 'content-type': 'text/yaml' })) as TextOutcome;
