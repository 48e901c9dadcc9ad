import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { FigureValue, Report } from '../figures/core/public-types.ts';

const columns = ['startTime', 'telephoneNumber', 'contactName', 'huntGroupName', 'ringDuration'] as const;
/** As many as a tile may show. */
const mostRows = 50;
const everyMs = 30_000;

export interface LostCall {
  readonly id: string;
  readonly call: string | null;
  readonly at: number | null;
  readonly number: string | null;
  readonly contact: string | null;
  readonly group: string | null;
  readonly waitedMs: number | null;
}

const textOf = (value: FigureValue | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
const numberOf = (value: FigureValue | undefined): number | null => (typeof value === 'number' ? value : null);
const instantOf = (value: FigureValue | undefined): number | null => {
  const at = typeof value === 'string' ? Date.parse(value) : numberOf(value);
  return at === null || Number.isNaN(at) ? null : at;
};

/** Today's lost calls that nobody has returned, as the report of that name counts them; asked for again twice a minute. */
export const worklistQuery = (api: ApiClient, site: string, filter: Readonly<Record<string, unknown>> | undefined) =>
  queryOptions({
    queryKey: ['worklist', site, filter ?? null],
    queryFn: async ({ signal }): Promise<{ readonly count: number; readonly rows: readonly LostCall[] }> => {
      const body = {
        template: 'unreturnedLostCalls',
        columns,
        range: { named: 'today' },
        limit: mostRows,
        ...(filter === undefined ? {} : { filter: withoutStatus(filter) }),
      };
      const report = (await api.send('POST', `/sites/${site}/query`, body, signal)) as Report;
      return {
        count: report.rows,
        rows: report.items.map(({ logicalCallId, segmentId, values }, index) => ({
          id: segmentId ?? logicalCallId ?? String(index),
          call: logicalCallId,
          at: instantOf(values.startTime),
          number: textOf(values.telephoneNumber),
          contact: textOf(values.contactName),
          group: textOf(values.huntGroupName),
          waitedMs: numberOf(values.ringDuration),
        })),
      };
    },
    refetchInterval: everyMs,
  });

/** Statuses are of grids; the report counts calls. */
const withoutStatus = ({ agentStatus: _agent, deviceStatus: _device, ...filter }: Readonly<Record<string, unknown>>) => filter;
