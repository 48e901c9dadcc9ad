import type { Gap, OutboxBatch } from '../../domain/engine-output.ts';
import { epochMs } from '../../domain/ids.ts';
import { applyLiveDelta, emptyLiveState, type LiveDelta, type LiveState } from '../../domain/live.ts';
import type { StatisticsDay } from '../../domain/statistics-day.ts';
import { mergeDeltas, type SiteDelta } from './site-delta.ts';
import { countCall, emptyTotals, type Share, type Totals, totalsAt } from './totals.ts';

/** All that boards of one site show, after outbox batch `n`. */
export interface LiveModel {
  readonly n: number;
  /** `n` of the last delta that changed anything: deltas chain from there. */
  readonly deltaN: number;
  readonly live: LiveState;
  readonly totals: Totals;
  /** Open gaps by id. */
  readonly gaps: Readonly<Record<string, Gap>>;
}

export interface DayRules {
  readonly dayOf: (at: number) => StatisticsDay;
  /** What a call adds to the totals, by the site's settings. */
  readonly shareOf: Share;
}

export const emptyModel: LiveModel = { n: 0, deltaN: 0, live: emptyLiveState(epochMs(0)), totals: emptyTotals(''), gaps: {} };

const withGap = (gaps: LiveModel['gaps'], gap: Gap): LiveModel['gaps'] => {
  const { [gap.gapId]: _before, ...others } = gaps;
  return gap.endedAt === null ? { ...others, [gap.gapId]: gap } : others;
};

/** The model after one batch, and what changed; `delta` is null when boards need not know. */
export const evolveModel = (
  model: LiveModel,
  batch: OutboxBatch,
  rules: DayRules,
): { readonly model: LiveModel; readonly delta: SiteDelta | null } => {
  let { live, gaps } = model;
  let totals = totalsAt(model.totals, batch.at, rules.dayOf);
  const changes: LiveDelta[] = [];
  for (const emitted of batch.emitted) {
    switch (emitted.type) {
      case 'live':
        live = applyLiveDelta(live, emitted.delta);
        changes.push(emitted.delta);
        break;
      case 'call':
        totals = countCall(totals, emitted.row, emitted.was, rules.dayOf, rules.shareOf);
        break;
      case 'callRetired':
        totals = countCall(totals, null, emitted.was, rules.dayOf, rules.shareOf);
        break;
      case 'gap':
        gaps = withGap(gaps, emitted.gap);
        break;
      case 'segment':
      case 'segmentRetired':
      case 'status':
      case 'directory':
      case 'anomaly':
        break;
    }
  }
  const totalsChanged = JSON.stringify(totals) !== JSON.stringify(model.totals);
  const gapsChanged = gaps !== model.gaps;
  const at = epochMs(Math.max(batch.at, live.at));
  const own: SiteDelta = { at, ...(totalsChanged ? { totals } : {}), ...(gapsChanged ? { gaps: Object.values(gaps) } : {}) };
  const delta = changes.length > 0 || totalsChanged || gapsChanged ? mergeDeltas([...changes, own]) : null;
  return { model: { n: batch.n, deltaN: delta === null ? model.deltaN : batch.n, live: { ...live, at }, totals, gaps }, delta };
};
