/**
 * Published door of call history, for what is made of its rows (lake) and what makes them anew (rebuild). Whoever writes rows sends the
 * transactions of `writeRowsParams`, which mark the hours they change.
 */

export { blankSubject, type NumberEraser, type Subject } from './core/blank-subject.ts';
export { createRowCollector, type RowCollector, type TimeRange } from './core/collect-rows.ts';
export { type RowChange, type RowKind, rowKinds } from './core/compare-rows.ts';
export { computeWrites, dayMarkers, type HistoryWrite, takeOvers } from './core/compute-writes.ts';
export { type HourMark, hourMarks } from './core/hour-marks.ts';
export type { SiteOf } from './core/keys-of-rows.ts';
export { createEraseRows, createEraseTexts, type ErasedRows, type EraseRows, type EraseTexts } from './erase-rows.ts';
export { type RowsToWrite, writeRowsParams } from './history-params.ts';
export { createListSites } from './list-sites.ts';
export { type HistoryTransactItem, markItems } from './mark-params.ts';
export { createReadGaps, type ReadGaps } from './read-gaps.ts';
export { createHistoryReader } from './read-history.ts';
export { createHourReader, type HourReader, type HourRows, type HourState } from './read-hour.ts';
export { createReadPosition, type ReadPosition } from './read-position.ts';
export { createRestateHistory, type KindCounts, type RestateHistory, type Restatement } from './restate-history.ts';
export { restoreCall, restoreSegment, restoreStatus, storeRow } from './stored-row.ts';
