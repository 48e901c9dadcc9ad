import { type Columns, count, inboundExternal, share, sixTimes } from './aggregates.ts';

const answered = `${inboundExternal} AND answered`;
const limitMs = (categories: readonly number[], n: number): number => (categories[n - 1] ?? Number.NaN) * 1000;

/** Answered and Lost <= X s and > X s: entries 118, 119. Cumulative; the limit itself is within (⚠8). */
export const ringCategories = (categories: readonly number[]): Columns =>
  sixTimes((n) => [
    [`answeredWithin${n}`, count(`${answered} AND ring <= ${limitMs(categories, n)}`)],
    [`answeredOver${n}`, count(`${answered} AND ring > ${limitMs(categories, n)}`)],
    [`lostWithin${n}`, count(`lost AND ring <= ${limitMs(categories, n)}`)],
    [`lostOver${n}`, count(`lost AND ring > ${limitMs(categories, n)}`)],
  ]);

/** The same out of Calls Inbound, not out of the answered or the lost: entries 67, 68. */
export const ringCategoriesPercent: Columns = sixTimes((n) => [
  [`percentAnsweredWithin${n}`, share(`answeredWithin${n}`, 'callsInbound')],
  [`percentAnsweredOver${n}`, share(`answeredOver${n}`, 'callsInbound')],
  [`percentLostWithin${n}`, share(`lostWithin${n}`, 'callsInbound')],
  [`percentLostOver${n}`, share(`lostOver${n}`, 'callsInbound')],
]);
