import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { figureSettingsOf, type Population, populations } from '../../functions/statistics/catalogue.ts';
import type { Fact, Grain } from '../../functions/statistics/facts.ts';
import { verdict } from '../../functions/statistics/formulas.ts';
import type { Fault } from './row-laws.ts';

type Counts = Readonly<Record<keyof typeof populations, number>>;

const countsOf = (facts: readonly Fact[], config: SiteConfig): Counts => {
  const context = { settings: figureSettingsOf(config), unreturned: () => false };
  const count = (of: Population): number => facts.filter((fact) => verdict(of, fact, context) === null).length;
  return Object.fromEntries(Object.entries(populations).map(([id, of]) => [id, count(of)])) as Record<keyof typeof populations, number>;
};

const grains: readonly Grain[] = ['call', 'trunk', 'leg', 'originator', 'visit'];
const isIn = (fact: Fact): boolean => fact.side !== 'out' && !fact.deeOutside;
const open = (fact: Fact): boolean => fact.endedAt === null && !fact.answered;

/** Both sides of every sum that must come out, by the catalogue's own populations (rule set 1 §5, §7, §8.7). */
const sums = (facts: readonly Fact[], grain: Grain, c: Counts): readonly (readonly [string, number, number])[] => {
  const many = (take: (fact: Fact) => boolean): number => facts.filter(take).length;
  const inInternal = (fact: Fact): boolean => isIn(fact) && fact.callType === 'internal';
  const whole: readonly (readonly [string, number, number])[] =
    grain !== 'call'
      ? []
      : [
          [
            'Calls Inbound = answered + lost + in progress',
            c.callsInbound,
            c.callsInAnsExternal + c.callsLost + many((f) => isIn(f) && f.callType === 'external' && open(f)),
          ],
          [
            'Calls In Internal = answered + unanswered + failed + in progress',
            c.callsInInternal,
            c.callsInAnsInternal +
              many((f) => inInternal(f) && f.outcome === 'unanswered') +
              many((f) => inInternal(f) && f.outcome === 'failed') +
              many((f) => inInternal(f) && open(f)),
          ],
          ['an internal call is in and out', c.callsIn + c.callsOutbound - c.callsInternal, c.callsHandled],
        ];
  return [
    ...whole,
    [
      'Calls In = In Ans + In Refused + still ringing + never rang',
      c.callsIn,
      c.callsInAns +
        c.callsInRefused +
        many((f) => isIn(f) && open(f)) +
        many((f) => isIn(f) && f.endedAt !== null && !f.answered && !f.rang),
    ],
    ['Calls Handled = external + internal', c.callsHandled, c.callsExternal + c.callsInternal],
    ['every row is handled or an outside leg of DEE', facts.length, c.callsHandled + c.callsOutboundDee],
    ['Calls In = external + internal', c.callsIn, c.callsInExternal + c.callsInInternal],
    ['Calls In External = Calls Inbound', c.callsInExternal, c.callsInbound],
    ['Calls Out = external + internal', c.callsOutbound, c.callsOutExternal + c.callsOutInternal],
    ['Calls External = inbound + outbound', c.callsExternal, c.callsInbound + c.callsOutExternal],
    ['Calls In Ans = external + internal', c.callsInAns, c.callsInAnsExternal + c.callsInAnsInternal],
    ['Calls Out Ans = external + internal', c.callsOutAns, c.callsOutAnsExternal + c.callsOutAnsInternal],
    ['Calls External = matched + not matched', c.callsExternal, c.callsMatched + c.callsNotMatched],
    ['recoverable calls are lost', c.recoverableCalls, many((f) => f.outcome === 'lost' && f.recoverable)],
  ];
};

/** Laws of counting that the facts of a site break, a grain at a time. */
export const countFaults = (facts: readonly Fact[], config: SiteConfig): readonly Fault[] => {
  const faults: Fault[] = [];
  if (new Set(facts.map(({ factId }) => factId)).size !== facts.length) faults.push({ law: 'ids of facts are unique', rows: null });
  for (const grain of grains) {
    const own = facts.filter((fact) => fact.grain === grain);
    for (const [law, left, right] of sums(own, grain, countsOf(own, config)))
      if (left !== right) faults.push({ law: `${grain}: ${law}`, rows: { left, right } });
  }
  return faults;
};
