import { erasedText, isErasedText } from '../../domain/erased.ts';
import type { EventNumberEraser } from './number-eraser.ts';

/** An event as its line says it: known fields and others. */
export type EventJson = Readonly<Record<string, unknown>>;

/** What numbers, orders and names the event itself: never a person. */
const kept = new Set([
  'v',
  'kind',
  'link',
  'seq',
  'at',
  'node',
  'resync',
  'copyOf',
  'callId',
  'announcementCallId',
  'primaryCallId',
  'secondaryCallId',
  'transferredCallId',
  'connection',
  'cause',
  'state',
]);
/** Digits the engine takes as dialled: the prefix for an outside line comes off before they are a number. */
const dialled = new Set(['dialled', 'outsideNumber', 'calledNumber']);
/** Whose name stands beside whose number. */
const nameBeside: Readonly<Record<string, readonly string[]>> = {
  callerNumber: ['callerName'],
  number: ['name', 'description', 'message'],
};
const isObject = (value: unknown): value is EventJson => typeof value === 'object' && value !== null && !Array.isArray(value);
const justDigits = /^\+?\d+$/;

const eraseField = (name: string, text: string, eraser: EventNumberEraser): string => {
  const isTheirs = name === 'callerNumber' ? eraser.isCaller : dialled.has(name) ? eraser.isDialled : null;
  if (isTheirs?.(text) === true) return erasedText(text);
  return isTheirs !== null && justDigits.test(text) ? text : eraser.erase(text);
};

const eraseValue = (name: string, value: unknown, eraser: EventNumberEraser): unknown => {
  if (typeof value === 'string') return eraseField(name, value, eraser);
  if (Array.isArray(value)) {
    const left = value.map((one: unknown) => eraseValue(name, one, eraser));
    return left.some((one, i) => one !== value[i]) ? left : value;
  }
  return isObject(value) ? eraseIn(value, eraser, new Set()) : value;
};

const eraseIn = (object: EventJson, eraser: EventNumberEraser, except: ReadonlySet<string>): EventJson => {
  const left: Record<string, unknown> = {};
  let changed = false;
  for (const [name, value] of Object.entries(object)) {
    left[name] = except.has(name) ? value : eraseValue(name, value, eraser);
    changed ||= left[name] !== value;
  }
  for (const [of, names] of Object.entries(nameBeside)) {
    if (!isErasedText(left[of])) continue;
    for (const name of names) {
      const value = left[name];
      if (typeof value !== 'string' || value === '' || isErasedText(value)) continue;
      left[name] = erasedText(value);
      changed = true;
    }
  }
  return changed ? left : object;
};

/**
 * The event without the number, and without the name that stands beside it; kind, number, instant, call ids and everything else as they
 * were. The very event when it does not name the number.
 */
export const eraseEvent = (event: EventJson, eraser: EventNumberEraser): EventJson => eraseIn(event, eraser, kept);

/** The event comes from a caller who is or was erased: it, or the erasure before, took the number. */
export const namesErasedCaller = (event: EventJson): boolean => isErasedText(event.callerNumber);

/** An event of such a call that names the caller without the number. */
export const withoutCallerName = (event: EventJson): EventJson => {
  const { callerName, callerNumber, callingType } = event;
  const isTheirs = typeof callerName === 'string' && callerName !== '' && !isErasedText(callerName) && callingType !== 'internal';
  return isTheirs && (callerNumber === null || callerNumber === '' || callerNumber === undefined)
    ? { ...event, callerName: erasedText(callerName) }
    : event;
};
