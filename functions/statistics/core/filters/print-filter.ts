import type { FilterSpec } from '../types/filter.ts';
import { type FieldTest, type Filter, textFields } from './filter.ts';
import { printText } from './print-text.ts';

const entryOf = (test: FieldTest): FilterSpec => {
  switch (test.kind) {
    case 'text':
      return { [test.field]: printText(test.items, { ranges: textFields[test.field].device }) };
    case 'choice':
    case 'flag':
    case 'row':
      return { [test.field]: test.value };
    case 'range':
      return { [test.field]: { from: test.from, to: test.to } };
  }
};

const fieldsOf = (tests: readonly FieldTest[]): FilterSpec => Object.assign({}, ...tests.map(entryOf));

/**
 * A parsed filter in its canonical writing: tidy lists, nothing that does not narrow. Parses to the same filter. A field that stands
 * twice, after two filters were combined, goes into `and`.
 */
export const printFilter = (filter: Filter): FilterSpec => {
  const layers: FieldTest[][] = [[]];
  for (const test of filter.tests) {
    const free = layers.find((layer) => layer.every(({ field }) => field !== test.field));
    if (free === undefined) layers.push([test]);
    else free.push(test);
  }
  const [first = [], ...others] = layers;
  return {
    ...fieldsOf(first),
    ...(filter.agentStatus == null ? {} : { agentStatus: filter.agentStatus }),
    ...(filter.deviceStatus == null ? {} : { deviceStatus: filter.deviceStatus }),
    ...(others.length === 0 ? {} : { and: others.map(fieldsOf) }),
  };
};
