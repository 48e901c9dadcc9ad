import type { Condition, FigureSettings, Limit, Test } from '../types/formula.ts';

/** Steps of populations; each says in plain words why a row that fails it is not counted (rule set 1 §5, §7, §8). */
const test = (when: Condition, otherwise: string): Test => ({ when, otherwise });

/** Outside legs of twinned ringing count in Calls Outbound (DEE) and nowhere else (rule set 1 §8.11). */
export const notDeeOutside = test(
  { not: { is: 'deeOutside' } },
  'an outside leg of twinned ringing (DEE): counted in Calls Outbound (DEE) only',
);
export const deeOutside = test({ is: 'deeOutside' }, 'not an outside leg of twinned ringing (DEE)');

export const external = test({ field: 'callType', in: ['external'] }, 'an internal call');
export const internal = test({ field: 'callType', in: ['internal'] }, 'an external call');
/** An internal call as a whole is both received and made, so it passes both. */
export const inbound = test({ field: 'side', in: ['in', 'both'] }, 'outbound');
export const outbound = test({ field: 'side', in: ['out', 'both'] }, 'inbound');

export const answered = test({ is: 'answered' }, 'not answered');
export const notAnswered = test({ not: { is: 'answered' } }, 'answered');
export const ended = test({ present: 'endedAt' }, 'still in progress');
export const completed = test({ is: 'completed' }, 'still in progress, or failed before a trunk was seized');
export const rang = test({ is: 'rang' }, 'never rang at a device that counts as rung');
/** On segment reports a lost call is lost only where it rang last (rule set 1 §5, §8.7). */
export const lost = test({ field: 'outcome', in: ['lost'] }, 'not lost here: the call went on, was answered elsewhere or failed');

export const matched = test({ is: 'matched' }, 'no contact directory record matched');
export const notMatched = test({ not: { is: 'matched' } }, 'matched a contact directory record');
export const withCli = test({ is: 'withCli' }, 'no caller id of at least three digits');
export const withDdi = test({ is: 'hasDdi' }, 'no DDI digits');
export const recoverable = test({ is: 'recoverable' }, 'no caller id');
export const unreturned = test({ unreturned: true }, 'without a number, or somebody talked to that number afterwards');

export const transferredIn = test({ is: 'transferredIn' }, 'not transferred to here');
export const transferredOut = test({ is: 'transferredOut' }, 'not transferred from here');
export const overflowedIn = test({ is: 'overflowedIn' }, 'did not overflow to here');
export const overflowedOut = test({ is: 'overflowedOut' }, 'did not overflow from here');

export const isShort: Condition = { conversation: 'below', limit: { setting: 'shortCallMs' } };
export const short = test(isShort, 'talk and hold together reach the short call threshold');
export const held = test({ duration: 'holdMs', op: '>', limit: { ms: 0 } }, 'never on hold');
export const inferredEnd = test({ is: 'inferredEnd' }, 'its end was reported by the phone system, or it has not ended');
/** The site's code in that slot; without one nothing matches. */
export const accountCode = (slot: number): Test => test({ accountCode: slot }, `its account code is not code ${slot} of the site`);

type RingCategory = 1 | 2 | 3 | 4 | 5 | 6;
export const rangWithin = (limit: Limit, name: string): Test =>
  test({ duration: 'ringMs', op: '<=', limit }, `rang longer than ${name}, or its ring time is not final`);
export const rangOver = (limit: Limit, name: string): Test =>
  test({ duration: 'ringMs', op: '>', limit }, `rang no longer than ${name}, or its ring time is not final`);
export const ringCategory = (slot: RingCategory): { readonly limit: Limit; readonly name: string } => ({
  limit: { ringCategory: slot },
  name: `ring category ${slot}`,
});

const times = { ringMs: 'ring', talkMs: 'talk', holdMs: 'hold', callMs: 'call' } as const;
/** A length that is not final is neither in a sum nor in a denominator (rule set 1 §8.5). */
export const final = (field: keyof typeof times): Test =>
  test({ present: field }, `still in progress: its ${times[field]} time is not final`);

/** Conditions, where a test takes one of several. */
export const isLost: Condition = { field: 'outcome', in: ['lost'] };
export const isAnswered: Condition = { is: 'answered' };
export const ringAtMost = (setting: 'serviceLevelMs'): Condition => ({ duration: 'ringMs', op: '<=', limit: { setting } });
export const ringBelow = (setting: 'abandonedMs'): Condition => ({ duration: 'ringMs', op: '<', limit: { setting } });
export const chosen = (...formulas: readonly FigureSettings['serviceLevelFormula'][]): Condition => ({ serviceLevelFormula: formulas });
export const oneOf = (any: readonly Condition[], otherwise: string): Test => test({ any }, otherwise);
export const both = (...all: readonly Condition[]): Condition => ({ all });
