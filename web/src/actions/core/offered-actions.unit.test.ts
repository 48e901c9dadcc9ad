import { describe, expect, it } from 'vitest';
import type { LiveAgent, LiveCall, LiveExtension } from '../../../../functions/domain/live.ts';
import { callFixture } from './live-fixture.ts';
import { type ActionContext, offeredActions } from './offered-actions.ts';

const { call, agent, extension } = callFixture;
const context = (part: Partial<ActionContext> = {}): ActionContext => ({
  calls: [call],
  extensions: [extension],
  own: [],
  hidden: () => false,
  ...part,
});
const asAgent = (part: Partial<LiveAgent>, where = context()) => offeredActions({ grid: 'agents', item: { ...agent, ...part } }, where);
const asCall = (part: Partial<LiveCall>, where = context()) => offeredActions({ grid: 'calls', item: { ...call, ...part } }, where);
const asExtension = (part: Partial<LiveExtension>, where = context()) =>
  offeredActions({ grid: 'extensions', item: { ...extension, ...part } }, where);
const told = (actions: ReturnType<typeof offeredActions>) => actions.map(({ label, reason }) => [label, reason]);

describe('an agent', () => {
  it('who is logged out can only be logged in', () => {
    expect(told(asAgent({ state: 'loggedOut', extension: null, call: null }))).toEqual([['Log in…', null]]);
  });
  it('who is free is not made available again', () => {
    expect(told(asAgent({ state: 'free', call: null }))).toEqual([
      ['Make available', 'is available already'],
      ['Put in wrap-up', null],
      ['Do not disturb on…', null],
      ['Log out', null],
    ]);
  });
  it('in do not disturb can leave it', () => {
    const off = asAgent({ state: 'dnd', call: null }).find(({ id }) => id === 'dndOff');
    expect(off?.ask).toEqual({ kind: 'nothing', action: { kind: 'setDnd', extension: '1001', on: false } });
  });
  it('on a call is logged out only when it is said who talks', () => {
    expect(asAgent({ state: 'busy', call: call.key }).find(({ id }) => id === 'logOut')?.ask).toEqual({
      kind: 'sure',
      action: { kind: 'agentState', agent: '5001', to: 'logOut' },
      title: 'Log out Alice Marsh (5001)?',
      words: ['Alice Marsh and Mr Ito are talking.', 'No further call of a hunt group will ring there.'],
    });
  });
});

describe('a call', () => {
  it('that rings at one phone is answered there', () => {
    const ringing = context({ extensions: [{ ...extension, state: 'ringing', call: call.key }] });
    expect(asCall({ state: 'ringing' }, ringing)[0]).toEqual({
      id: 'answer',
      label: 'Answer at 1001',
      reason: null,
      ask: { kind: 'nothing', action: { kind: 'answer', call: 'c1', extension: '1001' } },
    });
  });
  it('that rings at several asks at which', () => {
    const two = context({
      extensions: [
        { ...extension, state: 'ringing', call: call.key },
        { ...extension, key: '1002', agentName: null, userName: 'Ben', state: 'ringing', call: call.key },
      ],
    });
    expect(asCall({ state: 'ringing' }, two)[0]?.ask).toEqual({
      kind: 'phone',
      verb: 'answer',
      call: 'c1',
      who: 'Alice Marsh and Mr Ito',
      phones: [
        { number: '1001', name: 'Alice Marsh' },
        { number: '1002', name: 'Ben' },
      ],
      words: [],
    });
  });
  it('that waits rings nowhere yet', () => {
    expect(told(asCall({ state: 'queued', extension: null, agentName: null, extensionName: null }))).toEqual([
      ['Answer', 'rings at no phone yet'],
      ['Take to a phone…', null],
      ['Transfer to…', null],
      ['Clear call…', null],
    ]);
  });
  it('is taken to the one phone that is mine; a talking one says first who talks', () => {
    const mine = context({ own: ['1009'] });
    expect(asCall({ state: 'ringing' }, mine)[1]?.ask).toEqual({ kind: 'nothing', action: { kind: 'take', call: 'c1', to: '1009' } });
    expect(asCall({ state: 'connected' }, mine)[1]?.ask).toEqual({
      kind: 'sure',
      action: { kind: 'take', call: 'c1', to: '1009' },
      title: 'Take this call to 1009?',
      words: ['Alice Marsh and Mr Ito are talking.', 'The call goes to the phone that takes it; who talks now loses it.'],
    });
    expect(asCall({ state: 'connected', extension: '1009' }, mine)[1]?.reason).toBe('is on your phone');
  });
  it('is cleared only when it is said who talks; a hidden number stays hidden', () => {
    const hiding = context({ hidden: () => true });
    expect(asCall({ contactName: null, outsideNumber: null }, hiding)[3]?.ask).toMatchObject({
      words: ['Alice Marsh and an outside caller are talking.', 'The call ends at once for everybody on it.'],
    });
  });
});

describe('an extension', () => {
  it('is put in do not disturb; offline it is not', () => {
    expect(told(asExtension({}))).toEqual([['Do not disturb on…', null]]);
    expect(told(asExtension({ state: 'offline' }))).toEqual([['Do not disturb on…', 'is offline']]);
  });
  it('that rings is answered, or its call taken', () => {
    const own = context({ own: ['1009'], calls: [{ ...call, state: 'ringing' }] });
    expect(told(asExtension({ state: 'ringing', call: call.key }, own))).toEqual([
      ['Do not disturb on…', null],
      ['Answer at 1001', null],
      ['Take to my phone', null],
    ]);
  });
});

it('offers nothing for trunks', () => {
  expect(
    offeredActions({ grid: 'trunks', item: { key: '94001', name: '', state: 'idle', since: agent.since, call: null } }, context()),
  ).toEqual([]);
});
