import { isoOf } from '../domain/public-json.ts';
import { viewLiveCall } from '../domain/unit-view.ts';
import { describeFormula } from '../statistics/catalogue.ts';
import { evaluate, type LiveFormula } from '../statistics/formulas.ts';
import { explainLiveCalls } from './core/explain-live.ts';
import { type Asked, type ExplainDeps, type Explained, nothing, pageOf, tell } from './explained.ts';

/** Figures of this moment: every call in progress. */
export const explainNow = async (
  deps: ExplainDeps,
  asked: Asked,
  formula: Exclude<LiveFormula, { readonly kind: 'rate' }>,
): Promise<Explained> => {
  const { query, scope } = asked;
  const all = formula.kind === 'clock' ? [] : await deps.liveCalls(scope);
  const { members } = query;
  const calls = members === null ? all : all.flatMap((call) => viewLiveCall(members, call, query.now) ?? []);
  const reasoned = explainLiveCalls(formula, calls);
  const { wanted, page } = pageOf(reasoned, asked);
  return {
    value: evaluate(formula, { calls, settings: query.settings, unreturned: () => false, now: query.now, timeZone: query.config.timeZone }),
    name: null,
    parts: formula.kind === 'clock' ? [] : [tell(describeFormula(formula, query.settings), reasoned, formula.kind === 'liveCount')],
    items: page.map(({ call, reason, contribution }) => ({
      ...nothing,
      kind: 'liveCall',
      logicalCallId: call.key,
      startedAt: isoOf(call.startedAt),
      endedAt: null,
      callType: call.callType,
      side: call.callType === 'internal' ? 'both' : call.direction,
      extension: call.extension,
      agent: call.agent,
      huntGroup: call.huntGroup,
      trunk: call.trunk,
      outsideNumber: call.outsideNumber,
      state: call.state,
      counted: reason === null,
      reason,
      contribution,
    })),
    count: wanted.length,
    restatedAt: null,
  };
};
