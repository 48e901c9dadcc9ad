import { describe, expect, it } from 'vitest';
import { parseRangeSearch, rangeOf, rangeText } from './range.ts';

const london = 'Europe/London';
const at = (iso: string): number => Date.parse(iso);
const now = at('2026-03-30T10:00:00Z');

describe('range of the call list', () => {
  it('counts days from reset time, across the change to summer time', () => {
    expect(rangeOf({}, london, '02:00', now)).toEqual({ name: 'today', from: at('2026-03-30T01:00:00Z'), to: now, open: true });
    expect(rangeOf({ range: 'yesterday' }, london, '02:00', now)).toEqual({
      name: 'yesterday',
      from: at('2026-03-29T01:00:00Z'),
      to: at('2026-03-30T01:00:00Z'),
      open: false,
    });
    expect(rangeOf({ range: 'week' }, london, '02:00', now)).toMatchObject({ from: at('2026-03-24T02:00:00Z'), to: now });
  });

  it('reads custom ranges on the clock of the site, and falls back to today', () => {
    const custom = rangeOf({ range: 'custom', from: '2026-03-28T08:00', to: '2026-03-29T08:00' }, london, '02:00', now);
    expect(custom).toEqual({ name: 'custom', from: at('2026-03-28T08:00:00Z'), to: at('2026-03-29T07:00:00Z'), open: false });
    expect(rangeText(custom, london)).toBe('Sat 28 Mar 08:00 to Sun 29 Mar 08:00');
    const backwards = rangeOf({ range: 'custom', from: '2026-03-29T08:00', to: '2026-03-28T08:00' }, london, '02:00', now);
    expect(backwards).toMatchObject({ from: at('2026-03-30T01:00:00Z'), to: now });
  });

  it('takes nothing from the address that it does not know', () => {
    expect(parseRangeSearch({ range: 'year', from: 'x' })).toEqual({});
    expect(parseRangeSearch({ range: 'custom', from: '2026-03-28T08:00', to: '2026-03-29T08:00' })).toEqual({
      range: 'custom',
      from: '2026-03-28T08:00',
      to: '2026-03-29T08:00',
    });
  });
});
