import { describe, expect, it } from 'vitest';
import { farEnd } from './views.ts';

const call = {
  callType: 'external',
  direction: 'in',
  callingExtension: null,
  callingExtensionName: null,
  outsideNumber: null,
  contactName: null,
} as const;

describe('far end of a call', () => {
  it('is the contact with the number, or the number alone', () => {
    expect(farEnd({ ...call, outsideNumber: '01632960347', contactName: 'Lewis' }, false)).toEqual({
      main: 'Lewis',
      extra: '01632960347',
      unknown: false,
    });
    expect(farEnd({ ...call, outsideNumber: '01632960347' }, false)).toEqual({ main: '01632960347', extra: '', unknown: false });
  });

  it('tells a number withheld by the caller from one hidden from the reader', () => {
    expect(farEnd(call, false)).toEqual({ main: 'Withheld', extra: '', unknown: true });
    expect(farEnd(call, true)).toEqual({ main: 'Hidden', extra: '', unknown: true });
    expect(farEnd({ ...call, direction: 'out' }, false)).toEqual({ main: 'No number', extra: '', unknown: true });
    expect(farEnd({ ...call, direction: 'out' }, true)).toEqual({ main: 'Hidden', extra: '', unknown: true });
  });

  it('is the calling phone of an internal call, which nobody hides', () => {
    const internal = { ...call, callType: 'internal', direction: 'out', callingExtension: '1032' } as const;
    expect(farEnd({ ...internal, callingExtensionName: 'Rosa Silva' }, true)).toEqual({
      main: 'Rosa Silva',
      extra: '1032',
      unknown: false,
    });
    expect(farEnd(internal, true)).toEqual({ main: '1032', extra: '', unknown: false });
  });
});
