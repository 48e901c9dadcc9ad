import { wallText } from './cell-text.ts';
import { createWallOf } from './wall-clock.ts';

/** Instants in sentences for people: `22/11/2026 01:00:00 (Europe/London)`. Programs have them as fields beside the sentences. */
export const createTimeWords = (timeZone: string): ((at: number) => string) => {
  const wallOf = createWallOf(timeZone);
  return (at) => `${wallText(wallOf(at), 'dateTime')} (${timeZone})`;
};
