import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentCommandSchema, type PbxAct, pbxActSchema } from '../../functions/domain/agent-command.ts';
import { formatCommand } from '../protocol/oai/command-line.ts';
import { pbxCommandOf } from './pbx-command.ts';

const phone = { number: '1001', node: '2' };
const other = { number: '1002', node: null };

describe('the line of each act', () => {
  test.each<[PbxAct, string, string]>([
    [
      { kind: 'setDnd', device: phone, on: true, message: 19, text: 'Until 10/19' },
      '_SD,7,1001,1,19,|Until 10/19|',
      '_SD,7,2:1001,1,19,|Until 10/19|',
    ],
    [{ kind: 'setDnd', device: phone, on: true, message: null, text: '' }, '_SD,7,1001,1', '_SD,7,2:1001,1'],
    [{ kind: 'setDnd', device: phone, on: true, message: null, text: 'Lunch' }, '_SD,7,1001,1,,|Lunch|', '_SD,7,2:1001,1,,|Lunch|'],
    [{ kind: 'setDnd', device: phone, on: false, message: null, text: '' }, '_SD,7,1001,0', '_SD,7,2:1001,0'],
    [
      { kind: 'setAgentState', device: phone, agent: '5001', state: 'loggedIn', group: { number: '2000', node: '2' } },
      '_SA,7,1001,5001,1,2000',
      '_SA,7,2:1001,5001,1,2:2000',
    ],
    [{ kind: 'setAgentState', device: phone, agent: '5001', state: 'loggedOut', group: null }, '_SA,7,1001,5001,0', '_SA,7,2:1001,5001,0'],
    [{ kind: 'setAgentState', device: phone, agent: '5001', state: 'ready', group: null }, '_SA,7,1001,5001,2', '_SA,7,2:1001,5001,2'],
    [{ kind: 'setAgentState', device: phone, agent: '5001', state: 'notReady', group: null }, '_SA,7,1001,5001,3', '_SA,7,2:1001,5001,3'],
    [{ kind: 'answer', device: phone, call: '1F01' }, '_AC,7,1001,1F01', '_AC,7,2:1001,1F01'],
    [{ kind: 'clearConnection', device: phone, call: '@103' }, '_CX,7,1001,@103', '_CX,7,2:1001,@103'],
    [{ kind: 'clearCall', device: phone, call: '11*01' }, '_CC,7,1001,11*01', '_CC,7,2:1001,11*01'],
    [{ kind: 'transfer', device: phone, call: '@103', announcement: '@001' }, '_TR,7,1001,@103,@001', '_TR,7,2:1001,@103,@001'],
    [{ kind: 'oneStepTransfer', device: phone, call: '@103', to: other }, '_TO,7,1001,@103,1002', '_TO,7,2:1001,@103,1002'],
    [{ kind: 'deflect', device: phone, call: '5484', to: other }, '_DF,7,1001,5484,1002', '_DF,7,2:1001,5484,1002'],
    [{ kind: 'move', device: phone, call: '5482', to: other }, '_MO,7,1001,5482,1002', '_MO,7,2:1001,5482,1002'],
    [{ kind: 'pickUp', device: phone, call: '@001', from: other }, '_PC,7,1001,@001,1002', '_PC,7,2:1001,@001,1002'],
  ])('%o', (act, alone, behindGateway) => {
    const line = (gateway: boolean): string => {
      const { command, fields } = pbxCommandOf(act, gateway);
      return formatCommand(command, 7, fields);
    };
    expect([line(false), line(true)]).toEqual([alone, behindGateway]);
  });
});

test('nothing a command carries can begin another field or line', () => {
  const hostile = fc.oneof(fc.string(), fc.constantFrom('1001,1002', '1001\r_RP,1', '|', '1001\0', 'é,', '1'.repeat(40), '../1', '1001 '));
  const act = fc.oneof(
    fc.record({
      kind: fc.constant('setDnd'),
      device: fc.record({ number: hostile, node: fc.constant(null) }),
      on: fc.boolean(),
      message: fc.oneof(fc.integer(), fc.constant(null)),
      text: hostile,
    }),
    fc.record({
      kind: fc.constantFrom('oneStepTransfer', 'deflect', 'move'),
      device: fc.record({ number: hostile, node: hostile }),
      call: hostile,
      to: fc.record({ number: hostile, node: fc.constant(null) }),
    }),
    // Sound but for one place, so that what passes is tried as well.
    hostile.map((text) => ({ kind: 'setDnd', device: { number: '1001', node: null }, on: true, message: 2, text })),
    hostile.map((call) => ({ kind: 'answer', device: { number: '1001', node: null }, call })),
  );
  fc.assert(
    fc.property(act, (given) => {
      const parsed = pbxActSchema.safeParse(given);
      if (!parsed.success) return;
      const { command, fields } = pbxCommandOf(parsed.data, true);
      const line = formatCommand(command, 1, fields);
      expect(line).not.toMatch(/\p{Cc}/u);
      expect(line.split(',')).toHaveLength(2 + fields.length);
      expect((line.match(/\|/g) ?? []).length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 2_000 },
  );
});

test('a command with a raw line, an unknown kind or anything more is none', () => {
  const command = { id: '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a001', deadline: 5, act: { kind: 'answer', device: phone, call: '1F01' } };
  expect(agentCommandSchema.safeParse(command).success).toBe(true);
  for (const wrong of [
    { ...command, act: { kind: 'raw', line: '_RP,1' } },
    { ...command, act: { ...command.act, line: '_RP,1' } },
    { ...command, id: 'x' },
    { ...command, line: '_RP,1' },
    { ...command, deadline: 'soon' },
  ])
    expect(agentCommandSchema.safeParse(wrong).success).toBe(false);
});
