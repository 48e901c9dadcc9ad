import type { FigureSettings, Formula, Population, StayPopulation } from '../types/formula.ts';
import { describePopulation, durationNames, instantNames, leavesOutLegs } from './describe-condition.ts';

const states = { onDuty: 'on duty', busy: 'on a call', dnd: 'in do not disturb', wrap: 'in wrap-up', free: 'free' } as const;
const stay = ({ state, dndNumber }: StayPopulation): string => (dndNumber === null ? states[state] : `${states[state]} ${dndNumber}`);
const instants = { firstEntry: 'first began', lastEntry: 'last began', lastExit: 'last ended' } as const;
const longest = {
  call: 'call time of the calls there are now',
  talk: 'talk time of the calls there are now',
  ring: 'ring time of the calls there are now',
  waiting: 'ring time of the calls that ring now',
} as const;

/** @param rows what a row of the report is */
const describe = (formula: Formula, settings: FigureSettings | null, rows: string): string => {
  const inner = (one: Formula): string => describe(one, settings, rows);
  switch (formula.kind) {
    case 'count':
      return `number of ${describePopulation(formula.of, settings, rows)}`;
    case 'sum':
      return `sum of the ${durationNames[formula.field]} of ${describePopulation(formula.of, settings, rows)}`;
    case 'average':
      return `sum of the ${durationNames[formula.field]} ÷ number, of ${describePopulation(formula.of, settings, rows)}`;
    case 'min':
    case 'max': {
      const of = describePopulation(formula.of, settings, rows);
      const { field } = formula;
      if (field === 'startedAt' || field === 'answeredAt' || field === 'endedAt')
        return `${formula.kind === 'min' ? 'earliest' : 'latest'} ${instantNames[field]} of ${of}`;
      return `${formula.kind === 'min' ? 'shortest' : 'longest'} ${durationNames[field]} of ${of}`;
    }
    case 'ratio':
      return `(${inner(formula.part)}) ÷ (${inner(formula.whole)})`;
    case 'shareOfReport':
      return `(${inner(formula.of)}), of this row ÷ added up over all rows of the report`;
    case 'stayTime':
      return `time ${stay(formula.of)}`;
    case 'stayEntries':
      return `number of times it became ${stay(formula.of)} inside the range`;
    case 'stayAverage':
      return `time ${stay(formula.of)} ÷ (times it became so inside the range + 1 if it was so at the start)`;
    case 'stayLongest':
      return `longest single time ${stay(formula.of)}, cut to the range`;
    case 'stayShare':
      return formula.of.subject === 'agent'
        ? `time ${stay(formula.of)} ÷ time on duty`
        : `time ${stay(formula.of)} ÷ time on duty for agents, ÷ elapsed time × number of extensions for extensions and users`;
    case 'stayInstant':
      return `when a time ${stay(formula.of)} ${instants[formula.which]} inside the range`;
    case 'unlicensedAgents':
      return 'number of agents logged in without a licence at the end of the range or now, whichever is earlier';
    case 'liveCount': {
      const which = [formula.callType, formula.side === null ? null : { in: 'inbound', out: 'outbound' }[formula.side]];
      return `number of ${[...which.filter((word) => word !== null), 'calls'].join(' ')} now ${formula.states.join(' or ')}`;
    }
    case 'liveLongest':
      return `longest ${longest[formula.of]}`;
    case 'rate':
      return `number, within the last call rate period, of ${describePopulation(formula.of, settings, rows)}`;
    case 'clock':
      return 'the clock in the time zone of the site';
    case 'field':
      return `field ${formula.field} of the row`;
  }
};

const populationOf = (formula: Formula): Population => {
  if (formula.kind === 'ratio') return formula.part.of;
  if (formula.kind === 'shareOfReport') return formula.of.of;
  return 'of' in formula && Array.isArray(formula.of) ? formula.of : [];
};

/**
 * A formula as people read it, tests in their order. With the site's settings, limits are told in seconds too. @param rows what a row of the
 * report is: `calls`
 */
export const describeFormula = (formula: Formula, settings: FigureSettings | null = null, rows = 'rows'): string =>
  `${describe(formula, settings, rows)}${leavesOutLegs(populationOf(formula)) ? '; outside legs of twinned ringing are left out' : ''}`;
