import type { FilterSpec } from '../types/filter.ts';
import { type FieldTest, type Filter, textFields } from './filter.ts';
import { printText } from './print-text.ts';

const entryOf = (test: FieldTest): FilterSpec => {
  switch (test.kind) {
    case 'text':
      return { [test.field]: printText(test.items, { ranges: textFields[test.field].device }) };
    case 'choice':
    case 'flag':
      return { [test.field]: test.value };
    case 'range':
      return { [test.field]: { from: test.from, to: test.to } };
  }
};

/** A parsed filter in its canonical writing: tidy lists, nothing that does not narrow. Parses to the same filter (not for combined ones). */
export const printFilter = (filter: Filter): FilterSpec => {
  const fields: FilterSpec = Object.assign({}, ...filter.tests.map(entryOf));
  return {
    ...fields,
    ...(filter.agentStatus == null ? {} : { agentStatus: filter.agentStatus }),
    ...(filter.deviceStatus == null ? {} : { deviceStatus: filter.deviceStatus }),
  };
};
