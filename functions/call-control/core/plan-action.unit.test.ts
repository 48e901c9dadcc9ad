import { describe, expect, test } from 'vitest';
import { pbxActSchema } from '../../domain/agent-command.ts';
import { epochMs } from '../../domain/ids.ts';
import { emptyLiveState, type LiveCall, type LiveExtension } from '../../domain/live.ts';
import { type SiteConfigInput, siteConfigSchema } from '../../domain/site-config.ts';
import type { SiteNow } from './find-device.ts';
import { planAction } from './plan-action.ts';
import type { PlannedAction } from './planned-action.ts';

const at = epochMs(1_772_442_000_000);
const devices: SiteConfigInput['devices'] = [
  { number: '1001', type: 'extension', node: '1' },
  { number: '1002', type: 'extension', node: '1' },
  { number: '1003', type: 'extension', node: '1' },
  { number: '2000', type: 'huntGroup', node: '1' },
  { number: '5001', type: 'agent' },
  { number: '2500', type: 'application', node: '1' },
  { number: '94101', type: 'trunk', node: '1' },
];

const aCall = (overrides: Partial<LiveCall> = {}): LiveCall => ({
  key: 'harbour-1-1F01-mm8y7c00' as LiveCall['key'],
  callType: 'external',
  direction: 'in',
  state: 'ringing',
  startedAt: at,
  since: at,
  waitingSince: at,
  answeredAt: null,
  extension: '1001',
  extensionName: null,
  agent: null,
  agentName: null,
  callingExtension: null,
  callingExtensionName: null,
  huntGroup: null,
  huntGroupName: null,
  position: null,
  trunk: '94101',
  trunkName: null,
  outsideNumber: '07700900123',
  contactName: null,
  ddi: null,
  dnis: null,
  segmentCount: 1,
  unconfirmed: false,
  pbxCallId: '1F01',
  node: '1',
  ...overrides,
});
const aPhone = (key: string, overrides: Partial<LiveExtension> = {}): LiveExtension => ({
  key,
  name: key,
  node: '1',
  state: 'idle',
  since: at,
  call: null,
  agent: null,
  agentName: null,
  userName: null,
  dnd: false,
  dndMessage: null,
  dndText: null,
  ...overrides,
});

const siteNow = (
  calls: readonly LiveCall[] = [],
  phones: readonly LiveExtension[] = [],
  more: SiteConfigInput['devices'] = [],
): SiteNow => ({
  devices: siteConfigSchema.parse({ devices: [...devices, ...more] }).devices,
  live: {
    ...emptyLiveState(at),
    calls: Object.fromEntries(calls.map((call) => [call.key, call])),
    extensions: Object.fromEntries(phones.map((phone) => [phone.key, phone])),
    agents: {
      '5001': {
        key: '5001',
        name: 'Bob',
        state: 'free',
        since: at,
        extension: '1001',
        huntGroups: ['2000'],
        call: null,
        dndMessage: null,
        dndText: null,
      },
    },
  },
});
const device = (number: string, node: string | null = '1') => ({ number, node });
const call = 'harbour-1-1F01-mm8y7c00';
/** The act of a plan, else its words. */
const planned = (action: PlannedAction, now: SiteNow): unknown => {
  const plan = planAction(action, now);
  if (plan.kind !== 'do') return plan.kind === 'notFound' ? `${plan.field}: ${plan.words}` : plan.words;
  expect(pbxActSchema.parse(plan.act)).toEqual(plan.act);
  expect(plan.doneWords).toMatch(/\.$/);
  return plan.act;
};

describe('phones and agents', () => {
  test('do not disturb, with a message and an own text', () => {
    expect(planned({ kind: 'setDnd', extension: '1001', on: true, message: 19, text: 'Until 10/19' }, siteNow())).toEqual({
      kind: 'setDnd',
      device: device('1001'),
      on: true,
      message: 19,
      text: 'Until 10/19',
    });
    expect(planned({ kind: 'setDnd', extension: '1001', on: false, message: 3, text: 'x' }, siteNow())).toEqual({
      kind: 'setDnd',
      device: device('1001'),
      on: false,
      message: null,
      text: '',
    });
  });

  test('a device the site does not have is named', () => {
    expect(planned({ kind: 'setDnd', extension: '1999', on: true }, siteNow())).toBe('extension: This site has no extension 1999.');
    expect(planned({ kind: 'setDnd', extension: '2000', on: true }, siteNow())).toBe('extension: This site has no extension 2000.');
    expect(planned({ kind: 'agentState', agent: '9', to: 'logOut' }, siteNow())).toBe('agent: This site has no agent 9.');
    expect(planned({ kind: 'agentState', agent: '5001', to: 'logIn', extension: '1002', huntGroup: '1001' }, siteNow())).toBe(
      'huntGroup: This site has no hunt group 1001.',
    );
    expect(planned({ kind: 'setDnd', extension: 'constructor', on: true }, siteNow())).toBe(
      'extension: This site has no extension constructor.',
    );
  });

  test('a phone that only the live state knows', () => {
    expect(planned({ kind: 'setDnd', extension: '1777', on: false }, siteNow([], [aPhone('1777', { node: '2' })]))).toMatchObject({
      device: device('1777', '2'),
    });
  });

  test('a number on two nodes has to be named with its node', () => {
    const two = siteNow([], [], [{ number: '1001', type: 'extension', node: '2' }]);
    expect(planned({ kind: 'setDnd', extension: '1001', on: false }, two)).toBe(
      'extension: 1001 stands on several nodes (1, 2): name one, as in 1:1001.',
    );
    expect(planned({ kind: 'setDnd', extension: '2:1001', on: false }, two)).toMatchObject({ device: device('1001', '2') });
    expect(planned({ kind: 'setDnd', extension: '3:1001', on: false }, two)).toBe('extension: This site has no extension 3:1001.');
  });

  test.each([
    ['logOut', 'loggedOut'],
    ['available', 'ready'],
    ['wrapUp', 'notReady'],
  ] as const)('an agent is to %s, at the phone the agent is at', (to, state) => {
    expect(planned({ kind: 'agentState', agent: '5001', to }, siteNow())).toEqual({
      kind: 'setAgentState',
      device: device('1001'),
      agent: '5001',
      state,
      group: null,
    });
  });

  test('an agent logs in where one says, at one group or all', () => {
    const action = { kind: 'agentState', agent: '5001', to: 'logIn', extension: '1002' } as const;
    expect(planned({ ...action, huntGroup: '2000' }, siteNow())).toMatchObject({
      device: device('1002'),
      state: 'loggedIn',
      group: device('2000'),
    });
    const nowhere: SiteNow = { ...siteNow(), live: emptyLiveState(at) };
    expect(planned({ kind: 'agentState', agent: '5001', to: 'logIn' }, nowhere)).toBe('Say at which extension agent 5001 is to log in.');
    expect(planned({ kind: 'agentState', agent: '5001', to: 'available' }, nowhere)).toBe(
      'Agent 5001 is not logged in anywhere, as far as is known.',
    );
  });
});

describe('a call that rings', () => {
  const now = siteNow([aCall()], [aPhone('1001', { state: 'ringing', call: aCall().key })]);
  test('is answered where it rings', () => {
    expect(planned({ kind: 'answer', call, extension: '1001' }, now)).toEqual({ kind: 'answer', device: device('1001'), call: '1F01' });
    expect(planned({ kind: 'answer', call, extension: '1002' }, now)).toBe('The call does not ring at 1002.');
  });
  test('is deflected to another place', () => {
    expect(planned({ kind: 'transfer', call, from: '1001', to: '2000' }, now)).toEqual({
      kind: 'deflect',
      device: device('1001'),
      call: '1F01',
      to: device('2000'),
    });
    expect(planned({ kind: 'transfer', call, from: '1001', to: '1001' }, now)).toBe('The call is at 1001 already.');
    expect(planned({ kind: 'transfer', call, from: '1001', to: '94101' }, now)).toBe(
      'to: This site has no extension or hunt group or agent or application 94101.',
    );
  });
  test('is picked up by a free phone', () => {
    expect(planned({ kind: 'take', call, to: '1002' }, now)).toEqual({
      kind: 'pickUp',
      device: device('1002'),
      call: '1F01',
      from: device('1001'),
    });
    expect(planned({ kind: 'take', call, to: '1001' }, now)).toEqual({ kind: 'answer', device: device('1001'), call: '1F01' });
  });
  test('is not taken to a phone that is busy, away or in do not disturb', () => {
    const taken = (phone: Partial<LiveExtension>): unknown =>
      planned({ kind: 'take', call, to: '1002' }, siteNow([aCall()], [aPhone('1002', phone)]));
    expect(taken({ state: 'busy', call: 'other' as LiveCall['key'] })).toBe('Extension 1002 is in another call. Choose a free phone.');
    expect(taken({ dnd: true })).toBe('Extension 1002 is in do not disturb. End that first, or choose another phone.');
    expect(taken({ state: 'offline' })).toBe('Extension 1002 is not plugged in.');
  });
});

describe('a call that waits at a hunt group', () => {
  const now = siteNow([aCall({ state: 'queued', extension: null, huntGroup: '2000', position: 1 })]);
  test('is moved out of it', () => {
    const act = { kind: 'move', device: device('2000'), call: '1F01', to: device('1002') };
    expect(planned({ kind: 'take', call, to: '1002' }, now)).toEqual(act);
    expect(planned({ kind: 'transfer', call, from: '2000', to: '1002' }, now)).toEqual(act);
  });
  test('is cleared by the group', () => {
    expect(planned({ kind: 'clear', call }, now)).toEqual({ kind: 'clearCall', device: device('2000'), call: '1F01' });
  });
});

describe('a call that is talked in', () => {
  const connected = aCall({ state: 'connected', answeredAt: at });
  const now = siteNow([connected], [aPhone('1001', { state: 'busy', call: connected.key })]);
  test('goes on in one step', () => {
    const act = { kind: 'oneStepTransfer', device: device('1001'), call: '1F01', to: device('1002') };
    expect(planned({ kind: 'transfer', call, from: '1001', to: '1002' }, now)).toEqual(act);
    expect(planned({ kind: 'take', call, to: '1002' }, now)).toEqual(act);
    expect(planned({ kind: 'transfer', call, from: '1003', to: '1002' }, now)).toBe('Extension 1003 is no longer in this call.');
    expect(planned({ kind: 'transfer', call, from: '2000', to: '1002' }, now)).toBe('The call no longer waits at hunt group 2000.');
    expect(planned({ kind: 'take', call, to: '1001' }, now)).toBe('Extension 1001 is in this call already.');
  });
  test('is left by one phone, or by all', () => {
    expect(planned({ kind: 'clear', call, extension: '1001' }, now)).toEqual({
      kind: 'clearConnection',
      device: device('1001'),
      call: '1F01',
    });
    expect(planned({ kind: 'clear', call, extension: '1003' }, now)).toBe('Extension 1003 is no longer in this call.');
    expect(planned({ kind: 'clear', call }, now)).toEqual({ kind: 'clearCall', device: device('1001'), call: '1F01' });
  });
});

describe('a call on hold', () => {
  const held = aCall({ state: 'held', answeredAt: at });
  const consultation = aCall({
    key: 'harbour-1-1F02-mm8y7d00' as LiveCall['key'],
    state: 'connected',
    callType: 'internal',
    callingExtension: '1001',
    extension: '1002',
    trunk: null,
    pbxCallId: '1F02',
  });
  test('goes to whom its holder has called meanwhile', () => {
    const now = siteNow([held, consultation], [aPhone('1001', { state: 'busy', call: consultation.key })]);
    expect(planned({ kind: 'transfer', call, from: '1001', to: '1002' }, now)).toEqual({
      kind: 'transfer',
      device: device('1001'),
      call: '1F01',
      announcement: '1F02',
    });
    expect(planned({ kind: 'transfer', call, from: '1001', to: '1003' }, now)).toBe(
      'The call is on hold. It has to be taken off hold at the phone first.',
    );
  });
  test('is taken by nobody else', () => {
    expect(planned({ kind: 'take', call, to: '1003' }, siteNow([held]))).toBe(
      'The call is on hold. It has to be taken off hold at the phone first.',
    );
  });
});

test('what is over, has no id yet, or is only being dialled cannot be acted on', () => {
  expect(planned({ kind: 'clear', call }, siteNow())).toBe('That call is over.');
  expect(planned({ kind: 'clear', call: '__proto__' }, siteNow())).toBe('That call is over.');
  const nameless: LiveCall = { ...aCall() };
  const { pbxCallId: _, ...withoutId } = nameless;
  for (const one of [withoutId, aCall({ pbxCallId: '1F01,1001' })])
    expect(planned({ kind: 'clear', call }, siteNow([one]))).toBe(
      'It is not known yet how the telephone system names this call. Try again with its next change.',
    );
  const dialling = siteNow([aCall({ state: 'dialling', direction: 'out', extension: '1001', callingExtension: '1001' })]);
  expect(planned({ kind: 'take', call, to: '1002' }, dialling)).toBe('The call is still being dialled. Wait until it is answered.');
});
