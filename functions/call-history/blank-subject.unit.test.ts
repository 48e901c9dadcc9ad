import { describe, expect, test } from 'vitest';
import { blankSubject } from './core/blank-subject.ts';

/** As the engine's, for two spellings. */
const eraser = {
  erase: (text: string): string => text.replaceAll(/(?<!\d)(?:\+44|0)2079460123(?!\d)/g, (found) => '█'.repeat(found.length)),
};
const number = { kind: 'number', e164: '+442079460123', eraser } as const;

describe('a row about a person', () => {
  test('loses number, names and where else the number stands, and keeps what it is counted by', () => {
    const row = {
      logicalCallId: 'harbour-1-1F01-mm8xuqv4',
      outsideNumber: '02079460123',
      outsideE164: '+442079460123',
      contactName: 'Marta Quint',
      transferredTo: '02079460123',
      tags: [null, 'Marta Quint', 'vip'],
      huntGroupName: 'Marta Quint',
      extension: '1001',
      talkMs: 5,
    };
    expect(blankSubject(row, number)).toEqual({
      logicalCallId: 'harbour-1-1F01-mm8xuqv4',
      tags: [null, null, 'vip'],
      huntGroupName: 'Marta Quint',
      extension: '1001',
      talkMs: 5,
    });
  });

  test('of somebody else loses the number alone', () => {
    const row = {
      outsideE164: '+442079460999',
      outsideNumber: '02079460999',
      contactName: 'Otto Bell',
      transferredTo: '02079460123',
      dndText: 'ring +442079460123, please',
    };
    expect(blankSubject(row, number)).toEqual({
      outsideE164: '+442079460999',
      outsideNumber: '02079460999',
      contactName: 'Otto Bell',
      dndText: 'ring █████████████, please',
    });
  });

  test('of an agent or a user loses the names, not the ids', () => {
    const row = { agent: '2001', agentName: 'Ines', callingAgent: '2002', callingAgentName: 'Omar', userId: 'u1', userName: 'Ines Roth' };
    expect(blankSubject(row, { kind: 'agent', id: '2001' })).toEqual({
      agent: '2001',
      callingAgent: '2002',
      callingAgentName: 'Omar',
      userId: 'u1',
      userName: 'Ines Roth',
    });
    expect(blankSubject(row, { kind: 'user', id: 'u1' })).toEqual({
      agent: '2001',
      callingAgent: '2002',
      callingAgentName: 'Omar',
      userId: 'u1',
    });
  });

  test.each([
    [{ outsideE164: '+442079460124', outsideNumber: '02079460123' }, number],
    [{ outsideNumber: '442079460123' }, number],
    [{ agent: '2001' }, { kind: 'agent', id: '2001' }],
  ] as const)('is not one like %j', (row, subject) => {
    expect(blankSubject(row, subject)).toBeNull();
  });
});
