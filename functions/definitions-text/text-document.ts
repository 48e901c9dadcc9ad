/** Published door of texts: writing and reading definitions as YAML, what a text changes, and filters in it. */

export { textBytes, textFormat } from './constants.ts';
export { diffLines, withContext } from './core/diff-lines.ts';
export { type ImportStep, intoSteps, type Piece, runSteps } from './import-steps.ts';
export { listKeeper } from './list-keeper.ts';
export { printDocument, printYaml, refuseLong, type Section } from './print-document.ts';
export { type Placed, type ReadList, type Result, readDocument, type TextFault } from './read-document.ts';
export {
  added,
  importNote,
  isChange,
  lacks,
  overtakenText,
  type Planned,
  refuseLongSection,
  refuseMoreThan,
  type TextChange,
  TextFaults,
  textChange,
} from './text-changes.ts';
export {
  addsFilters,
  filterPieces,
  filterSection,
  filterShelfKeeper,
  type ListedFilters,
  listFilters,
  type PlannedFilter,
  planFilters,
  refuseTooManyFilters,
  type TextFilter,
  textFilterOf,
  textFilterSchema,
  writtenFilter,
} from './text-filters.ts';
export { createTextRoutes, type ImportOutcome } from './text-routes.ts';
