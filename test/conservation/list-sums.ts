import type { Call, Segment } from '../../functions/domain/segment.ts';

export interface ListedCall {
  readonly call: Call;
  readonly segments: readonly Segment[];
}
/** What one report must come to over all its rows: rows counted, and talk time of what is over, ms. */
export interface ReportSum {
  readonly template: string;
  /** Why it is not simply the total of its list (rule set 1 §8). */
  readonly exceptions: string;
  readonly handled: number;
  readonly talkMs: number;
}

interface Row {
  readonly talkMs: number;
}
const talk = ({ endedAt, talkMs }: Call | Segment): Row => ({ talkMs: endedAt === null ? 0 : talkMs });
const sumOf = (template: string, exceptions: string, rows: readonly Row[]): ReportSum => ({
  template,
  exceptions,
  handled: rows.length,
  talkMs: rows.reduce((sum, row) => sum + row.talkMs, 0),
});

type Field = 'extension' | 'agent' | 'userId';
const callingField = { extension: 'callingExtension', agent: 'callingAgent', userId: 'callingUserId' } as const;

/** Segments with a key, and internal calls once more for who made them, but those that failed where they were made. */
const legs = (calls: readonly ListedCall[], field: Field): readonly Row[] =>
  calls.flatMap(({ call, segments }) => {
    const failedAtOrigin = segments.some((row) => row.callType === 'internal' && row.outcome === 'failed');
    const again = call.callType === 'internal' && !failedAtOrigin && call[callingField[field]] !== null;
    return [...segments.filter((row) => row[field] !== null).map(talk), ...(again ? [talk(call)] : [])];
  });

/** Each line of an external call but its first, with what was spoken on it; on one without segments that is not known. */
const furtherLines = ({
  call,
  segments,
}: ListedCall): readonly { readonly trunk: string; readonly row: Row; readonly code: string | null }[] => {
  const named = [...segments.map(({ trunk }) => trunk), call.trunk2, ...call.otherTrunks].filter((trunk) => trunk !== null);
  const first = call.trunk ?? named[0];
  return [...new Set(named.filter((trunk) => trunk !== first))].map((trunk) => {
    const own = segments.filter((row) => row.trunk === trunk);
    const over = own.every(({ endedAt }) => endedAt !== null);
    const codes = own
      .toSorted((a, b) => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo)
      .flatMap(({ accountCode }) => accountCode ?? []);
    return { trunk, row: { talkMs: over ? own.reduce((sum, { talkMs }) => sum + talkMs, 0) : 0 }, code: codes.at(-1) ?? null };
  });
};

/** A call at each group it was at: one row, its segments there added up, unless it was at the group going out. */
const visits = ({ segments }: ListedCall): readonly Row[] =>
  [...new Set(segments.flatMap(({ huntGroup }) => (huntGroup === null || huntGroup === 'DEE' ? [] : [huntGroup])))].flatMap((group) => {
    const own = segments.filter(({ huntGroup }) => huntGroup === group).toSorted((a, b) => a.startedAt - b.startedAt);
    if (own[0]?.callType === 'external' && own[0].direction === 'out') return [];
    const over = own.every(({ endedAt }) => endedAt !== null);
    return [{ talkMs: over ? own.reduce((sum, { talkMs }) => sum + talkMs, 0) : 0 }];
  });

/** What every report over these calls comes to, from the rows of the lists alone. */
export const reportSums = (calls: readonly ListedCall[]): readonly ReportSum[] => {
  const external = calls.filter(({ call }) => call.callType === 'external');
  const inbound = external.filter(({ call }) => call.direction === 'in');
  const withCode = external.filter(({ call }) => call.accountCode !== null && call.accountCode !== '');
  const lines = external.flatMap(furtherLines);
  const again = '§8.3 internal calls once more for who made them; §8.13 rows without key left out';
  return [
    sumOf('callsByExtension', again, legs(calls, 'extension')),
    sumOf('callsByAgent', again, legs(calls, 'agent')),
    sumOf('callsByUser', again, legs(calls, 'userId')),
    sumOf(
      'callsByTelephoneNumber',
      '§8.3 internal calls once; §8.13 a row for withheld numbers: the segmented list',
      calls.flatMap(({ segments }) => segments.map(talk)),
    ),
    sumOf('callsByHuntGroup', '§8.3 a visit of a call to a group once; inbound only', calls.flatMap(visits)),
    sumOf('callsByTrunk', '§8.4 once more for each further line; §8.13 calls without a line left out', [
      ...external.filter(({ call }) => call.trunk !== null).map(({ call }) => talk(call)),
      ...lines.map(({ row }) => row),
    ]),
    sumOf('callsByStartTime', '§8.4 once more for each further line', [
      ...external.map(({ call }) => talk(call)),
      ...lines.map(({ row }) => row),
    ]),
    sumOf('callsByAccountCode', '§8.4 once more for each further line; §8.13 calls without a code left out', [
      ...withCode.map(({ call }) => talk(call)),
      ...lines.filter(({ code }) => code !== null).map(({ row }) => row),
    ]),
    sumOf(
      'callsByDdi',
      '§8.4 once; §8.13 a row for those without: the inbound external calls of the list',
      inbound.map(({ call }) => talk(call)),
    ),
    sumOf('site', '§8.4 once more for each further line', [...calls.map(({ call }) => talk(call)), ...lines.map(({ row }) => row)]),
  ];
};
