import type { CallEvent } from '../../domain/call-event.ts';

const plain: object = {};

const isReserved = (value: unknown): boolean => {
  if (typeof value === 'string') return value in plain;
  return typeof value === 'object' && value !== null && Object.values(value).some(isReserved);
};

/**
 * False for an event in which a text is a name that every object has (`constructor`, `__proto__`): devices and calls are keys of the
 * state, and no PBX has such numbers.
 */
export const isOrdinary = (event: CallEvent): boolean => {
  for (const key in event) {
    const value: unknown = event[key as keyof CallEvent];
    // All those names begin with a small letter or an underscore; numbers never do.
    if (typeof value === 'string' ? value.charCodeAt(0) >= 0x5f && value in plain : isReserved(value)) return false;
  }
  return true;
};
