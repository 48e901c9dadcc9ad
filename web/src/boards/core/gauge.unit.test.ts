import { expect, it } from 'vitest';
import { gaugeArcs, gaugeShare, shareText } from './gauge.ts';

it('is the share of the target, beyond it too', () => {
  expect(gaugeShare(5, 20)).toBe(0.25);
  expect(gaugeShare(30, 20)).toBe(1.5);
  expect(gaugeShare(-3, 20)).toBe(0);
  expect(gaugeShare(null, 20)).toBeNull();
});

it('draws what is beyond the target as a second round', () => {
  expect(gaugeArcs(0.25)).toEqual({ first: 0.25, second: 0 });
  expect(gaugeArcs(1.5)).toEqual({ first: 1, second: 0.5 });
  expect(gaugeArcs(7)).toEqual({ first: 1, second: 1 });
});

it('never says 100 before the target is reached', () => {
  expect(shareText(0.999)).toBe('99 %');
  expect(shareText(12.5)).toBe('1,250 %');
});
