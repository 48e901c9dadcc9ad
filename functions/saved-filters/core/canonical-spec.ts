import { type Filter, parseFilter, printFilter } from '../../statistics/filters.ts';
import { largestSpecCharacters } from '../constants.ts';

export interface SpecFault {
  /** Field of the specification; empty for the whole of it. */
  readonly field: string;
  readonly detail: string;
}

/** A specification as it is kept: tidy, in one order of fields. `and` is for programs that join filters, not for what people keep. */
export const canonicalSpec = (
  spec: Readonly<Record<string, unknown>>,
): { readonly spec: Readonly<Record<string, unknown>>; readonly filter: Filter } | { readonly faults: readonly SpecFault[] } => {
  if (Object.hasOwn(spec, 'and'))
    return { faults: [{ field: 'and', detail: 'A saved filter has no "and": write everything into its fields.' }] };
  const parsed = parseFilter(spec);
  if ('errors' in parsed)
    return {
      faults: parsed.errors.map(({ field, at, message }) => ({ field, detail: at > 0 ? `At character ${at + 1}: ${message}` : message })),
    };
  const printed = { ...printFilter(parsed.filter) };
  if (JSON.stringify(printed).length > largestSpecCharacters)
    return { faults: [{ field: '', detail: 'The filter is longer than can be kept: use ranges and patterns.' }] };
  return { spec: printed, filter: parsed.filter };
};
