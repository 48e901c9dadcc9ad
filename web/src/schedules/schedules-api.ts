import { queryOptions } from '@tanstack/react-query';
import type { ScheduleContent, Timing } from '../../../functions/domain/schedule.ts';
import type { ApiClient, Page } from '../api/client.ts';
import { isUnreadable, type Unreadable } from '../api/unreadable.ts';
import { readRun, readRunItem, readRunWithInputs, readSchedule, readScheduleItem } from './core/read-schedule.ts';
import { isUnderWay } from './core/run-words.ts';
import type {
  Preview,
  RunWithInputs,
  Schedule,
  ScheduleRun,
  ScheduleSetup,
  StoppedAddress,
  TriedBucket,
  UnreadableRun,
} from './core/types.ts';

const root = (site: string): string => `/sites/${site}/schedules`;
const runsRoot = (site: string): string => `/sites/${site}/schedule-runs`;
export const schedulesKey = (site: string) => ['schedules', site] as const;

const underWayMs = 1_000;
const restMs = 15_000;

export const schedulesQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...schedulesKey(site), 'list'],
    queryFn: async ({ signal }) => (await api.list<Schedule | Unreadable>(root(site), { limit: null }, signal)).map(readScheduleItem),
    refetchInterval: (query) =>
      query.state.data?.some((one) => !isUnreadable(one) && one.lastRun !== null && isUnderWay(one.lastRun)) === true ? underWayMs : restMs,
  });

export const scheduleQuery = (api: ApiClient, site: string, id: string) =>
  queryOptions({
    queryKey: [...schedulesKey(site), 'one', id],
    queryFn: async ({ signal }) => readSchedule((await api.get(`${root(site)}/${id}`, {}, signal)) as Schedule),
  });

/** The newest runs, of one schedule or of all; looked at every second while one is under way. */
export const runsQuery = (api: ApiClient, site: string, schedule: string | null, limit: number) =>
  queryOptions({
    queryKey: [...schedulesKey(site), 'runs', schedule, limit],
    queryFn: async ({ signal }) => {
      const path = schedule === null ? runsRoot(site) : `${root(site)}/${schedule}/runs`;
      const page = (await api.get(path, { limit }, signal)) as Page<ScheduleRun | UnreadableRun>;
      return { ...page, items: page.items.map(readRunItem) };
    },
    refetchInterval: (query) =>
      query.state.data?.items.some((one) => !('unreadable' in one) && isUnderWay(one)) === true ? underWayMs : restMs,
  });

export const runQuery = (api: ApiClient, site: string, run: string) =>
  queryOptions({
    queryKey: [...schedulesKey(site), 'run', run],
    queryFn: async ({ signal }) => readRunWithInputs((await api.get(`${runsRoot(site)}/${run}`, {}, signal)) as RunWithInputs),
    refetchInterval: (query) => (query.state.data !== undefined && isUnderWay(query.state.data) ? underWayMs : false),
  });

export const previewQuery = (api: ApiClient, site: string, timing: Timing) =>
  queryOptions({
    queryKey: [...schedulesKey(site), 'preview', timing],
    queryFn: async ({ signal }) => (await api.send('POST', `${root(site)}/preview`, { timing }, signal)) as Preview,
    retry: false,
  });

export const setupQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...schedulesKey(site), 'setup'],
    queryFn: async ({ signal }) => (await api.get(`/sites/${site}/schedule-setup`, {}, signal)) as ScheduleSetup,
    staleTime: 60_000,
  });
/** @throws ApiError 400 with the places, 429 after too many */
export const tryBucket = async (
  api: ApiClient,
  site: string,
  delivery: { readonly bucket: string; readonly prefix: string },
): Promise<TriedBucket> =>
  (await api.send('POST', `/sites/${site}/schedule-setup/try-bucket`, { delivery: { kind: 'bucket', ...delivery } })) as TriedBucket;

/** With whose rights a schedule of somebody else runs once it is saved. */
export type KeptRights = 'owner' | 'mine';
/** Makes one, or changes the version that was read. @throws ApiError 400 with the places, 412 when somebody was faster */
export const saveSchedule = async (
  api: ApiClient,
  site: string,
  content: ScheduleContent,
  before: Pick<Schedule, 'id' | 'version'> | null,
  rights: KeptRights = 'owner',
): Promise<Schedule> =>
  readSchedule(
    (before === null
      ? await api.send('POST', root(site), content)
      : await api.send('PUT', `${root(site)}/${before.id}`, { ...content, rights }, undefined, {
          'if-match': `"${before.version}"`,
        })) as Schedule,
  );

export const deleteUnreadableSchedule = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${id}`, undefined);

export const deleteSchedule = (api: ApiClient, site: string, { id, version }: Pick<Schedule, 'id' | 'version'>): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${id}`, undefined, undefined, { 'if-match': `"${version}"` });

/** `key`: the same one again is the same run, however often it is sent. */
export const runSchedule = async (api: ApiClient, site: string, id: string, key: string): Promise<ScheduleRun> =>
  readRun((await api.send('POST', `${root(site)}/${id}/run`, {}, undefined, { 'idempotency-key': key })) as ScheduleRun);

/** A run of its own that makes another one again; `key` as for `runSchedule`. */
export const rerun = async (api: ApiClient, site: string, run: string, key: string): Promise<ScheduleRun> =>
  readRun((await api.send('POST', `${runsRoot(site)}/${run}/rerun`, {}, undefined, { 'idempotency-key': key })) as ScheduleRun);

/** Address of a file of a run for a short while. */
export const fetchRunFile = async (api: ApiClient, site: string, run: string, file: number): Promise<string> =>
  ((await api.get(`${runsRoot(site)}/${run}/files/${file}/link`)) as { readonly url: string }).url;

export const stoppedQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...schedulesKey(site), 'stopped addresses'],
    queryFn: ({ signal }) => api.list<StoppedAddress>(`/sites/${site}/mail-addresses`, { limit: null }, signal),
  });
export const allowAddress = (api: ApiClient, site: string, address: string): Promise<unknown> =>
  api.send('DELETE', `/sites/${site}/mail-addresses/${encodeURIComponent(address)}`, undefined);

/** What is sent of a schedule that was read. */
export const contentOfSchedule = (schedule: Schedule): ScheduleContent => {
  const { name, description, enabled, timing, reports, format, delivery, waitMinutes, alarmWhenEmpty } = schedule;
  return { name, description, enabled, timing, reports, format, delivery, waitMinutes, alarmWhenEmpty };
};
