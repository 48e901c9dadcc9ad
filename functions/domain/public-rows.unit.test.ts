import { describe, expect, expectTypeOf, test } from 'vitest';
import { type callFields, type PublicCall, type PublicSegment, segmentFields, type statusFields } from './public-rows.ts';
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
});
