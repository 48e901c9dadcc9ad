import { describe, expect, it } from 'vitest';
import { type AgentConditions, agentStateOf } from './agent-state.ts';

const plain: AgentConditions = { onDuty: true, talking: false, dnd: false, wrap: false, ringing: false };
const conditions = {
  'off duty': { onDuty: false },
  talking: { talking: true },
  dnd: { dnd: true },
  wrap: { wrap: true },
  ringing: { ringing: true },
  nothing: {},
} as const;
type Condition = keyof typeof conditions;

/** Every pair of conditions with the state that wins; a condition with itself is that condition alone. */
const pairs: readonly (readonly [Condition, Condition, string])[] = [
  ['off duty', 'off duty', 'loggedOut'],
  ['off duty', 'talking', 'loggedOut'],
  ['off duty', 'dnd', 'loggedOut'],
  ['off duty', 'wrap', 'loggedOut'],
  ['off duty', 'ringing', 'loggedOut'],
  ['off duty', 'nothing', 'loggedOut'],
  ['talking', 'talking', 'busy'],
  ['talking', 'dnd', 'busy'],
  ['talking', 'wrap', 'busy'],
  ['talking', 'ringing', 'busy'],
  ['talking', 'nothing', 'busy'],
  ['dnd', 'dnd', 'dnd'],
  ['dnd', 'wrap', 'dnd'],
  ['dnd', 'ringing', 'dnd'],
  ['dnd', 'nothing', 'dnd'],
  ['wrap', 'wrap', 'wrap'],
  ['wrap', 'ringing', 'wrap'],
  ['wrap', 'nothing', 'wrap'],
  ['ringing', 'ringing', 'ringing'],
  ['ringing', 'nothing', 'ringing'],
  ['nothing', 'nothing', 'free'],
];

describe('state of an agent (rule set 1 §8.17)', () => {
  it('has a row in the table for every pair', () => {
    expect(pairs).toHaveLength(21);
    expect(new Set(pairs.map(([a, b]) => [a, b].sort().join()))).toHaveProperty('size', 21);
  });

  it.each(pairs)('%s and %s: %s', (a, b, expected) => {
    expect(agentStateOf({ ...plain, ...conditions[a], ...conditions[b] })).toBe(expected);
    expect(agentStateOf({ ...plain, ...conditions[b], ...conditions[a] })).toBe(expected);
  });

  it('is the highest of all that hold, whatever else holds', () => {
    const all: readonly Condition[] = ['off duty', 'talking', 'dnd', 'wrap', 'ringing'];
    const states = ['loggedOut', 'busy', 'dnd', 'wrap', 'ringing'];
    for (let highest = 0; highest < all.length; highest++)
      expect(agentStateOf(Object.assign({ ...plain }, ...all.slice(highest).map((one) => conditions[one])))).toBe(states[highest]);
  });
});
