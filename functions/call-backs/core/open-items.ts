import type { UnreturnedCall, UnreturnedCalls } from '../../domain/unreturned-calls.ts';
import type { OpenItem } from './types.ts';

const itemOf = (id: string, number: string, calls: readonly UnreturnedCall[], tried: readonly number[], dueMs: number): OpenItem => {
  const firstLost = Math.min(...calls.map(({ endedAt }) => endedAt));
  const since = tried.filter((at) => at >= firstLost);
  return {
    id,
    number,
    name: calls.findLast(({ telephoneName }) => telephoneName !== null)?.telephoneName ?? null,
    calls,
    longestWaitMs: Math.max(...calls.map(({ waitedMs }) => waitedMs)),
    dueAt: Math.max(...calls.map(({ endedAt }) => endedAt)) + dueMs,
    tries: since.length,
    lastTryAt: since.at(-1) ?? null,
  };
};

/** Unreturned lost calls by their number, whoever waits longest for a call first. @param idOf makes an id of a number */
export const computeOpenItems = (
  { calls, tries }: Pick<UnreturnedCalls, 'calls' | 'tries'>,
  dueMs: number,
  idOf: (number: string) => string,
): readonly OpenItem[] => {
  const byNumber = new Map<string, UnreturnedCall[]>();
  for (const call of calls) {
    const same = byNumber.get(call.telephoneKey);
    if (same === undefined) byNumber.set(call.telephoneKey, [call]);
    else same.push(call);
  }
  return [...byNumber]
    .map(([number, own]) => itemOf(idOf(number), number, own, tries.get(number) ?? [], dueMs))
    .sort((a, b) => a.dueAt - b.dueAt || (a.number < b.number ? -1 : 1));
};

/** End of the last lost call. */
export const lastLostAt = ({ calls }: OpenItem): number => Math.max(...calls.map(({ endedAt }) => endedAt));
