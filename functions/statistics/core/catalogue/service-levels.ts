import type { Condition, Population } from '../types/formula.ts';
import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { narrow, populations as p } from './populations.ts';
import { both, chosen, isAnswered, isLost, oneOf, ringAtMost, ringBelow } from './tests.ts';
import { count } from './totals.ts';

const column = callColumns('Service Level', 'percentage');

const within = ringAtMost('serviceLevelMs');
const answeredWithin = both(isAnswered, within);
const lostWithin = both(isLost, within);
const lostAfter = both(isLost, { duration: 'ringMs', op: '>', limit: { setting: 'serviceLevelMs' } });
const shortLost = both(isLost, ringBelow('abandonedMs'));

const inbound = p.callsInbound;
const good = (...any: readonly Condition[]): Population =>
  narrow(inbound, oneOf(any, 'not answered within the target, nor lost in a way that this formula takes as good'));
const all = (...any: readonly Condition[]): Population =>
  narrow(inbound, oneOf(any, 'neither answered nor lost in a way that this formula counts: still waiting, or abandoned and left out'));

const level = (id: string, name: string, part: Population, whole: Population, words: string): Statistic =>
  column(null, { id, name, formula: { kind: 'ratio', part: count(part), whole: count(whole) }, words: `Ours: ${words}` });

/**
 * Five ways to say how many inbound external calls met the target, over the same calls up to five points apart, so the formula always
 * stands beside the number. The limit is inclusive (`<=`); a call abandoned before the site's threshold (strictly) is a short abandon.
 */
export const serviceLevels: readonly Statistic[] = [
  level(
    'serviceLevel',
    'Service Level',
    good(answeredWithin, both(chosen('F1'), lostWithin), both(chosen('F5'), shortLost)),
    all(isAnswered, both(chosen('F1', 'F3', 'F5'), isLost), both(chosen('F4'), lostAfter)),
    'Calls Inbound answered within the target, divided as the site has chosen among F1 to F5.',
  ),
  level(
    'serviceLevelF1',
    'Service Level F1',
    good(answeredWithin, lostWithin),
    all(isAnswered, isLost),
    'answered or lost within the target ÷ answered and lost Calls Inbound: abandoning early counts as good.',
  ),
  level(
    'serviceLevelF2',
    'Service Level F2',
    good(answeredWithin),
    all(isAnswered),
    'answered within the target ÷ answered Calls Inbound: lost calls count nowhere.',
  ),
  level(
    'serviceLevelF3',
    'Service Level F3',
    good(answeredWithin),
    all(isAnswered, isLost),
    'answered within the target ÷ answered and lost Calls Inbound: every lost call counts as bad.',
  ),
  level(
    'serviceLevelF4',
    'Service Level F4',
    good(answeredWithin),
    all(isAnswered, lostAfter),
    'answered within the target ÷ answered Calls Inbound and those lost after the target: calls abandoned within it count nowhere.',
  ),
  level(
    'serviceLevelF5',
    'Service Level F5',
    good(answeredWithin, shortLost),
    all(isAnswered, isLost),
    'answered within the target, or abandoned before the short abandon threshold, ÷ answered and lost Calls Inbound.',
  ),
];
