import { toCallRow } from './call-row.ts';
import type { FoldContext } from './fold-context.ts';
import { isSame } from './is-same.ts';
import { toSegmentRow } from './segment-row.ts';
import { sharedOf } from './shared-facts.ts';
import type { CallState } from './state.ts';

const facts = [
  'origin',
  'originIsTrunk',
  'callerNumber',
  'dialled',
  'ddi',
  'trunkName',
  'accountCode',
  'ringZero',
  'trunkToTrunk',
  'conference',
  'trunks',
] as const satisfies readonly (keyof CallState)[];

/** What every row of the call says changed since the rows were told last. */
const factsChanged = (fold: FoldContext, call: CallState): boolean => {
  const before = fold.told.get(call.id) ?? fold.before.calls[call.key];
  return before === undefined || before.id !== call.id || facts.some((fact) => !isSame(before[fact], call[fact]));
};

/** Tells the call's rows that changed, each whole; `endedBy` null = it goes on. */
export const publish = (fold: FoldContext, call: CallState, endedBy: 'pbx' | 'inferred' | null): void => {
  if (call.segments.length === 0) return;
  const all = factsChanged(fold, call);
  if (!all && endedBy === null && !call.segments.some((segment) => segment.dirty)) return;
  const shared = sharedOf(fold, call);
  const rows = call.segments.map((segment) => toSegmentRow(fold, call, shared, segment));
  for (const [i, segment] of call.segments.entries()) {
    const row = rows[i];
    if (row === undefined || !(segment.dirty || all)) continue;
    segment.dirty = false;
    fold.out.push({ type: 'segment', row });
  }
  const row = toCallRow(fold, call, shared, rows, endedBy);
  if (call.published !== null && isSame(call.published, row)) return;
  fold.out.push({ type: 'call', row, was: call.published });
  call.published = row;
};

const touchedCalls = (fold: FoldContext): CallState[] =>
  [...fold.touched.calls].map((key) => fold.state.calls[key]).filter((call) => call !== undefined);

/** Tells the rows of all open calls this fold changed. */
export const publishTouched = (fold: FoldContext): void => {
  for (const call of touchedCalls(fold)) publish(fold, call, null);
};

/** The same before names change within a fold: rows carry the names of their own time, however the events were batched. */
export const publishBeforeNamesChange = (fold: FoldContext): void => {
  publishTouched(fold);
  for (const call of touchedCalls(fold)) fold.told.set(call.id, { ...call, trunks: [...call.trunks] });
};
