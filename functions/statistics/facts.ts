export {
  type Column,
  type ColumnType,
  callColumns,
  factColumns,
  factsVersion,
  segmentColumns,
  statusColumns,
} from './core/facts/columns.ts';
export { deriveFacts } from './core/facts/derive-facts.ts';
export { callRecord, factRecord, type RowRecord, segmentRecord, statusRecord } from './core/facts/records.ts';
export { type Fact, type Grain, grains, type Side } from './core/types/fact.ts';
