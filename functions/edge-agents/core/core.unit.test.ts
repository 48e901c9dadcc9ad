import { describe, expect, test } from 'vitest';
import { computeAgentState } from './agent-state.ts';
import { enrolmentCodeOf, normaliseCode } from './enrolment-code.ts';
import { sessionPolicy } from './session-policy.ts';

describe('agent state', () => {
  test.each([
    ['online', { revokedAt: null, lastSeenAt: 100_000 }, 135_000],
    ['late', { revokedAt: null, lastSeenAt: 100_000 }, 135_001],
    ['neverSeen', { revokedAt: null, lastSeenAt: null }, 135_000],
    ['revoked', { revokedAt: 1, lastSeenAt: 135_000 }, 135_000],
  ])('%s', (state, agent, now) => {
    expect(computeAgentState(agent, now, 35_000)).toBe(state);
  });
});

describe('enrolment codes', () => {
  test('take five bits of each random byte', () => {
    expect(enrolmentCodeOf(Uint8Array.from({ length: 16 }, (_, i) => 31 - i))).toBe('ZYXW-VTSR-QPNM-KJHG');
    expect(enrolmentCodeOf(new Uint8Array(16).fill(224))).toBe('0000-0000-0000-0000');
    expect(() => enrolmentCodeOf(new Uint8Array(15))).toThrow('needs 16 random bytes, got 15');
  });

  test('are understood however they are typed', () => {
    expect(normaliseCode(' k7qd 2m9x-wt4a-8rfn ')).toBe('K7QD2M9XWT4A8RFN');
    expect(normaliseCode('ol-iO')).toBe('0110');
  });
});

test('credentials of an agent may put records on the one stream and nothing else', () => {
  expect(JSON.parse(sessionPolicy('arn:aws:iam::123456789012:role/agents', 'eu-central-1', 'events'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['kinesis:PutRecord', 'kinesis:PutRecords'],
        Resource: 'arn:aws:kinesis:eu-central-1:123456789012:stream/events',
      },
      {
        Effect: 'Allow',
        Action: 'kms:GenerateDataKey',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 'kinesis.eu-central-1.amazonaws.com' } },
      },
    ],
  });
});
