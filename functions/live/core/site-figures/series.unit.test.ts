import { expect, test } from 'vitest';
import { makeCall, makeSegment } from '../../../call-history/testing/rows.ts';
import { siteConfigSchema } from '../../../domain/site-config.ts';
import { askedFigure } from './asked-figure.ts';
import { createSiteFigures } from './site-figures.ts';

const config = siteConfigSchema.parse({ timeZone: 'UTC', resetTime: '02:00', devices: [], settings: { callRatePeriodMinutes: 30 } });
const at = (time: string): number => Date.parse(`2026-03-02T${time}:00.000Z`);
const call = (id: string, time: string, huntGroup: string) => {
  const of = { site: 'harbour', pbxCallId: id, named: at(time) };
  return { call: makeCall(of), segments: [makeSegment(of, 1, { huntGroup })] };
};
const figure = (statistic: string, filter: object = {}) => {
  const asked = askedFigure({ statistic, filter });
  if ('faults' in asked) throw new Error(JSON.stringify(asked.faults));
  return asked;
};

test('a figure over the day: one value a period from the reset on, by the start of calls', () => {
  const rows = [call('a', '01:30', '2000'), call('b', '02:10', '2000'), call('c', '02:29', '2001'), call('d', '03:05', '2000')];
  const figures = createSiteFigures(config, { calls: rows, status: [], gaps: [], live: [] }, at('03:10'));
  const [all, group, now] = [figure('callsInbound'), figure('callsInbound', { huntGroup: '2000' }), figure('callsActive')];
  const { from, periodMs, values } = figures.series([all, group, now], at('03:10'));
  expect([from, periodMs]).toEqual([at('02:00'), 1_800_000]);
  // 02:00, 02:30, 03:00 (which goes on); the call before the reset is yesterday's.
  expect([values.get(all.key), values.get(group.key)]).toEqual([
    [2, 0, 1],
    [1, 0, 1],
  ]);
  expect(values.has(now.key)).toBe(false);
});
