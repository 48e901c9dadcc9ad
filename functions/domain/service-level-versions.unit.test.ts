import { describe, expect, test } from 'vitest';
import { configInForce, serviceLevelAt, serviceLevelsWithin } from './service-level-versions.ts';
import { siteConfigSchema } from './site-config.ts';

const config = siteConfigSchema.parse({
  timeZone: 'Europe/London',
  resetTime: '02:00',
  devices: [],
  settings: {
    serviceLevelChanges: [
      { from: '2026-03-02', formula: 'F1', seconds: 20 },
      { from: '2026-07-01', formula: 'F5', seconds: 15 },
    ],
  },
});
const at = (text: string): number => Date.parse(text);
const versions = (from: string, to: string): number[] => serviceLevelsWithin(config, at(from), at(to)).map(({ version }) => version);

describe('the service level of an instant', () => {
  test('changes with the beginning of the statistics day, not at midnight', () => {
    expect(serviceLevelAt(config, at('2026-03-02T01:59:59.999Z'))).toMatchObject({ version: 1, from: null, formula: 'F3', seconds: 10 });
    expect(serviceLevelAt(config, at('2026-03-02T02:00:00.000Z'))).toMatchObject({
      version: 2,
      from: '2026-03-02',
      formula: 'F1',
      seconds: 20,
    });
    expect(serviceLevelAt(config, at('2026-07-01T00:59:59.000Z')).version).toBe(2);
    expect(serviceLevelAt(config, at('2026-07-01T01:00:00.000Z')).version).toBe(3);
  });
  test('a range has those in force at any time of it', () => {
    expect(versions('2026-02-01T02:00:00Z', '2026-03-02T02:00:00Z')).toEqual([1]);
    expect(versions('2026-02-01T02:00:00Z', '2026-03-02T02:00:01Z')).toEqual([1, 2]);
    expect(versions('2026-03-02T02:00:00Z', '2026-08-01T00:00:00Z')).toEqual([2, 3]);
  });
  test('a configuration of then has only that one', () => {
    expect(configInForce(config, at('2026-04-01T00:00:00Z')).settings).toMatchObject({
      serviceLevelFormula: 'F1',
      serviceLevelSeconds: 20,
      serviceLevelChanges: [],
    });
  });
});
