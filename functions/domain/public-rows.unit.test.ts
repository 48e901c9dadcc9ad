import { describe, expect, expectTypeOf, test } from 'vitest';
import { epochMs } from './ids.ts';
import {
  callFields,
  callFromPublic,
  type PublicCall,
  type PublicSegment,
  publicCall,
  publicSegment,
  publicStatus,
  segmentFields,
  segmentFromPublic,
  type statusFields,
  statusFromPublic,
} from './public-rows.ts';
import type { Call, Segment, StatusRow } from './segment.ts';

describe('published rows', () => {
  test('a segment has the published fields in the published order', () => {
    expect(segmentFields.join(', ')).toBe(
      'ruleSet, siteId, logicalCallId, segmentId, segmentNo, pbxCallId, node, callType, direction, startedAt, answeredAt, endedAt, ringMs, talkMs, holdMs, answered, outcome, extension, extensionName, agent, agentName, userId, userName, callingExtension, callingExtensionName, callingAgent, callingAgentName, callingUserId, callingUserName, huntGroup, huntGroupName, trunk, trunkName, outsideNumber, outsideE164, ddi, dnis, contactName, speedDialName, accountCode, tags, transferredFrom, transferredTo, transferredFromAgent, transferredToAgent, overflowedFrom, dee, trunkToTrunk, conference, shortCall, endEvent, endCause, endedBy',
    );
  });

  test('no field of a kernel row is forgotten', () => {
    expectTypeOf<keyof Segment>().toEqualTypeOf<(typeof segmentFields)[number]>();
    expectTypeOf<keyof Call>().toEqualTypeOf<(typeof callFields)[number]>();
    expectTypeOf<Exclude<keyof StatusRow, 'statusId' | 'siteId' | 'carriedOver'>>().toEqualTypeOf<(typeof statusFields)[number]>();
  });

  test('instants become text, durations stay numbers', () => {
    expectTypeOf<PublicSegment['answeredAt']>().toEqualTypeOf<string | null>();
    expectTypeOf<PublicCall['elapsedMs']>().toEqualTypeOf<number>();
    expectTypeOf<PublicCall['callType']>().toEqualTypeOf<'external' | 'internal'>();
  });

  test('rows come back as they were', () => {
    const text = '2026-03-02T09:00:05.015Z';
    const instants = { startedAt: '2026-03-02T09:00:00.000Z', answeredAt: text, endedAt: null };
    const durations = { ringMs: 5_015, talkMs: 0, holdMs: 0, elapsedMs: 0 };
    const row = (fields: readonly string[]): object => ({
      ...Object.fromEntries(fields.map((field) => [field, `${field}!`])),
      ...Object.fromEntries(Object.entries({ ...instants, ...durations }).filter(([field]) => fields.includes(field))),
    });
    const segment = row(segmentFields) as PublicSegment;
    expect(segmentFromPublic(segment)).toEqual({ ...segment, startedAt: 1_772_442_000_000, answeredAt: 1_772_442_005_015, endedAt: null });
    expect(publicSegment(segmentFromPublic(segment))).toEqual(segment);
    const call = row(callFields) as PublicCall;
    expect(callFromPublic(call)).toEqual({ ...call, startedAt: 1_772_442_000_000, answeredAt: 1_772_442_005_015, endedAt: null });
    expect(publicCall(callFromPublic(call))).toEqual(call);
  });

  test('a status row comes back with what its key says', () => {
    const status: StatusRow = {
      statusId: 's1',
      siteId: 'harbour',
      kind: 'acd',
      status: 'free',
      at: epochMs(1_772_442_000_000),
      agent: '5001',
      agentName: 'Jo Lane',
      extension: '1001',
      extensionName: null,
      huntGroup: null,
      huntGroupName: null,
      dndNumber: null,
      dndMessage: null,
      dndText: null,
      carriedOver: true,
    };
    expect(publicStatus(status)).not.toHaveProperty('carriedOver');
    expect(statusFromPublic(publicStatus(status), { statusId: 's1', siteId: 'harbour', carriedOver: true })).toEqual(status);
  });
});
