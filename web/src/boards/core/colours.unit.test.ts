import { describe, expect, it } from 'vitest';
import { contrast, readableOn } from './colours.ts';

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

describe('readableOn', () => {
  it('leaves a good pair alone', () => {
    expect(readableOn('#17703d', '#ffffff')).toEqual({ foreground: '#ffffff', helped: false });
  });
  it('takes the nearest shade of a poor one and says so', () => {
    const red = readableOn('#ffffff', '#ff8888');
    expect(red.helped).toBe(true);
    expect(contrast(red.foreground, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(red.foreground).toBe('#a65858');
    expect(readableOn('#ffff00', '#ffffff').foreground).toBe('#666666');
    expect(readableOn('#102030', '#102030').foreground).toBe('#889098');
  });
  it('takes black or white where no shade does', () => {
    expect(readableOn('#777777', '#888888', 7)).toEqual({ foreground: '#000000', helped: true });
  });
});
