import { describe, expect, it } from 'vitest';
import type { Gap } from '../../domain/engine-output.ts';
import { epochMs } from '../../domain/ids.ts';
import { createSiteTime, doubtOf } from './past-words.ts';

const time = createSiteTime('Europe/London');
/** 13:02 and 13:09 in London, in summer. */
const [lost, back] = [Date.UTC(2026, 6, 1, 12, 2), Date.UTC(2026, 6, 1, 12, 9)];
const gap = (endedAt: number | null): Gap => ({
  gapId: 'g',
  siteId: 'harbour',
  cause: 'linkDown',
  link: 'l',
  node: null,
  startedAt: epochMs(lost),
  endedAt: endedAt === null ? null : epochMs(endedAt),
  detail: null,
});

describe('doubtOf', () => {
  it('names the gap that a moment lies in, in the time of the site', () => {
    expect(doubtOf(lost + 60_000, lost, [gap(back)], time)).toBe(
      'The line to the telephone system was down until 13:09:00, since 13:02:00: this shows what was known, not what happened meanwhile.',
    );
    expect(doubtOf(lost + 60_000, lost, [gap(null)], time)).toContain('was down since 13:02:00');
  });
  it('says nothing outside of it', () => {
    expect(doubtOf(lost - 1, lost - 1_000, [gap(back)], time)).toBeNull();
    expect(doubtOf(back, back, [gap(back)], time)).toBeNull();
  });
  it('tells of silence', () => {
    expect(doubtOf(back + 6 * 60_000, back, [], time)).toBe(
      'Nothing was heard of the site since 13:09:00: this shows what was known then.',
    );
    expect(doubtOf(back + 5 * 60_000, back, [], time)).toBeNull();
  });
});
