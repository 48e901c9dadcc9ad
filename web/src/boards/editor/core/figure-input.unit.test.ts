import { describe, expect, it } from 'vitest';
import { figureWords, parseFigure, printFigure } from './figure-input.ts';

describe('parseFigure', () => {
  it.each([
    ['count', ' 12 ', 12],
    ['count', '1,250', 1_250],
    ['value', '-3.5', -3.5],
    ['duration', '00:01:30', 90_000],
    ['duration', '1:30', 90_000],
    ['duration', '45', 45_000],
    ['duration', '5 min', 300_000],
    ['duration', '2h', 7_200_000],
    ['duration', '130:00:00', 468_000_000],
    ['percentage', '80', 0.8],
    ['percentage', '92.5 %', 0.925],
    ['percentage', '7', 0.07],
  ] as const)('reads a %s typed as "%s"', (type, text, value) => {
    expect(parseFigure(type, text)).toEqual({ value });
  });
  it.each([
    ['count', 'a few', '“a few” cannot be read: type a number, such as 12.'],
    ['duration', '1:75', '“1:75” cannot be read: type hours, minutes and seconds, such as 00:01:30.'],
    ['duration', '1:75:00', '“1:75:00” cannot be read: type hours, minutes and seconds, such as 00:01:30.'],
    ['percentage', '', 'Type per cent, such as 80.'],
  ] as const)('says of a %s typed as "%s" what to type instead', (type, text, fault) => {
    expect(parseFigure(type, text)).toEqual({ fault });
  });
});

describe('printFigure', () => {
  it('writes what is read again', () => {
    expect(printFigure('duration', 90_000)).toBe('00:01:30');
    expect(printFigure('percentage', 0.07)).toBe('7');
    expect(printFigure('count', 1_250)).toBe('1250');
    expect(figureWords('percentage', 0.925)).toBe('92.5 %');
  });
});
