import type { FetchOutcome } from '../core/merge-fetched.ts';
import { readCsv } from '../core/read-csv.ts';
import { readJson } from '../core/read-json.ts';
import type { SourceDefinition } from '../core/types.ts';
import { ranTooLong, withinTime } from './within-time.ts';

const readers = { json: readJson, csv: readCsv } as const;
const unreadable = { json: 'What the server sends is not JSON.', csv: 'What the server sends is not comma-separated text.' } as const;

/** What the selectors of a source find in a body. Total: a body or selector that cannot be dealt with is an outcome. */
export const readFields = ({ format, fields }: Pick<SourceDefinition, 'format' | 'fields'>, body: string, ms: number): FetchOutcome => {
  try {
    const selectors = fields.map(({ selector }) => selector);
    return { readings: withinTime(ms, () => readers[format](body, selectors)) };
  } catch (error) {
    return { failing: ranTooLong(error) ? 'The selectors take too long; make them simpler.' : unreadable[format] };
  }
};
