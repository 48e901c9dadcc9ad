import type { Fact } from '../../types/fact.ts';

const flags = [
  'answered',
  'rang',
  'completed',
  'matched',
  'withCli',
  'hasDdi',
  'recoverable',
  'transferredIn',
  'transferredOut',
  'overflowedIn',
  'overflowedOut',
  'deeOutside',
  'trunkToTrunk',
  'conference',
  'inferredEnd',
] as const satisfies readonly (keyof Fact)[];

const seconds = (ms: number | null): string => (ms === null ? '-' : String(ms / 1000));

const keyOf = (fact: Fact): string => {
  switch (fact.grain) {
    case 'call':
    case 'leg':
    case 'originator':
      return fact.extension ?? fact.huntGroup ?? '';
    case 'trunk':
      return fact.trunk ?? '';
    case 'visit':
      return fact.huntGroup ?? '';
  }
};

/** `leg 1001 in answered, ring 4 talk 30 hold 0 call 34: answered rang` — seconds, and the flags that are true. */
export const factLine = (fact: Fact): string => {
  const times = `ring ${seconds(fact.ringMs)} talk ${seconds(fact.talkMs)} hold ${seconds(fact.holdMs)} call ${seconds(fact.callMs)}`;
  const set = flags.filter((flag) => fact[flag]);
  return `${fact.grain} ${keyOf(fact)} ${fact.side} ${fact.outcome}, ${times}: ${set.join(' ')}`.trim();
};
