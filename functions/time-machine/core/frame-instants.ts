import { maxFrames, maxStretchMs } from '../constants.ts';

export interface InstantFault {
  readonly field: 'at' | 'to' | 'every';
  readonly detail: string;
}

/** Instants of the frames that are asked for, epoch ms, oldest first; or what is wrong. `every` in seconds. */
export const frameInstants = (
  asked: { readonly at: number; readonly to: number | null; readonly every: number | null },
  now: number,
): { readonly instants: readonly number[] } | { readonly fault: InstantFault } => {
  const fault = (field: InstantFault['field'], detail: string) => ({ fault: { field, detail } });
  const { at } = asked;
  const to = asked.to ?? at;
  if (at > now) return fault('at', 'That moment has not come yet.');
  if (to < at) return fault('to', 'The end is before the beginning.');
  if (to - at > maxStretchMs) return fault('to', 'One request spans at most 24 hours; ask for the rest in another.');
  if (to > at && asked.every === null) return fault('every', 'Say how many seconds lie between two frames.');
  const step = (asked.every ?? 1) * 1_000;
  const last = Math.min(to, now);
  const count = Math.floor((last - at) / step) + 1;
  if (count > maxFrames) return fault('every', `These are ${count} frames; one request has at most ${maxFrames}.`);
  return { instants: Array.from({ length: count }, (_, i) => at + i * step) };
};
