import { describe, expect, it } from 'vitest';
import { contrast } from '../../core/colours.ts';
import { pickColours } from './colour-pairs.ts';

describe('pickColours', () => {
  it('takes white text on a colour, a colour on white, or black on white', () => {
    expect(pickColours('background', [], 0)).toEqual({ background: '#17703d', foreground: '#ffffff' });
    expect(pickColours('text', [], 0.999)).toEqual({ background: '#ffffff', foreground: '#005f8a' });
    expect(pickColours('none', [], 0.5)).toEqual({ background: '#ffffff', foreground: '#000000' });
  });
  it('leaves out what the view has, until it has all', () => {
    expect(pickColours('background', [{ background: '#17703d', foreground: '#ffffff' }, null], 0).background).toBe('#1557b0');
  });
  it('never gives a pair that is hard to read, nor one colour twice of twelve', () => {
    const given: { background: string; foreground: string }[] = [];
    for (let n = 0; n < 12; n += 1) given.push(pickColours('background', given, 0.37));
    expect(given.every(({ background, foreground }) => contrast(background, foreground) >= 4.5)).toBe(true);
    expect(new Set(given.map(({ background }) => background)).size).toBe(12);
  });
});
