import fc from 'fast-check';
import { durationMs, epochMs, logicalCallId, segmentId } from '../../../../domain/ids.ts';
import type { Segment, Tags } from '../../../../domain/segment.ts';
import { segmentRow } from '../../facts/testing/build-rows.ts';
import type { FilterSpec } from '../../types/filter.ts';
import { choices, flagFields, rangeFields, rowFields, type TextField, textFields } from '../filter.ts';
import { parseText } from '../parse-text.ts';
import { printText } from '../print-text.ts';
import type { PatternPart, TextItem } from '../text-items.ts';

/** Mostly characters that mean something to somebody: to the language, to SQL, to regular expressions, to case. */
const character = fc.constantFrom(
  ...`,%_!+-\\'";.*$^()[]{}|?0015aAbBkK \u00a0\tßẞſKİıIiΣσςÅéÉДд😀𐐀𐐨`,
  '--',
  '/*',
  "''",
  "'; DROP",
  'e\u0301',
);
export const specialText = fc.array(character, { maxLength: 10 }).map((parts) => parts.join(''));
const plain = fc
  .array(character, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('').replaceAll('\t', ''))
  .filter((text) => text !== '');
const digits = fc.oneof(
  fc.constantFrom('0', '1', '15', '015', '1000', '1003', '1005', '1500', '2000'),
  fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
);

/** Items of a text. @throws Error when it does not parse. */
export const parsedItems = (text: string, ranges: boolean): readonly TextItem[] => {
  const parsed = parseText(text, { ranges });
  if ('errors' in parsed) throw new Error(`${JSON.stringify(text)}: ${JSON.stringify(parsed.errors)}`);
  return parsed.items;
};

const tidy = (parts: readonly PatternPart[]): readonly PatternPart[] =>
  parts.filter((part, i) => {
    const before = parts[i - 1];
    if (before === undefined) return true;
    return 'text' in part ? !('text' in before) : part.wild === '_' || !('wild' in before) || before.wild !== '%';
  });

const literal = fc.oneof(plain, digits).map((text): TextItem['test'] => ({ kind: 'literal', text }));
const pattern = fc
  .array(
    fc.oneof(
      plain.map((text): PatternPart => ({ text })),
      fc.constantFrom<PatternPart>({ wild: '%' }, { wild: '_' }),
    ),
    { maxLength: 4 },
  )
  .map((parts): TextItem['test'] => ({ kind: 'pattern', parts: tidy([{ wild: '%' as const }, ...parts]) }));
const range = fc.tuple(digits, digits, fc.constantFrom('from', 'to', 'both')).map(([a, b, open]): TextItem['test'] => {
  const [low, high] = BigInt(a) <= BigInt(b) ? [a, b] : [b, a];
  return { kind: 'range', from: open === 'to' ? null : low, to: open === 'from' ? null : high };
});

export const textItems = (ranges: boolean): fc.Arbitrary<readonly TextItem[]> =>
  fc.array(
    fc.record({
      not: fc.boolean(),
      test: ranges ? fc.oneof(literal, pattern, range) : fc.oneof(literal, pattern),
      at: fc.constant(0),
      end: fc.constant(0),
    }),
    { minLength: 1, maxLength: 4 },
  );

const textOfField = (field: TextField): fc.Arbitrary<string> => {
  const ranges = textFields[field].device;
  return textItems(ranges).map((items) => printText(items, { ranges }));
};

const flag = (): fc.Arbitrary<boolean> => fc.boolean();
const duration = fc.constantFrom(0, 1_000, 5_000, 9_000);
const durations = fc
  .tuple(duration, duration, fc.constantFrom('from', 'to', 'both'))
  .map(([a, b, open]) => ({ from: open === 'to' ? null : Math.min(a, b), to: open === 'from' ? null : Math.max(a, b) }));

/** A specification that parses, with a few fields. */
export const filterSpec: fc.Arbitrary<FilterSpec> = fc
  .tuple(
    fc.subarray(Object.keys(textFields) as TextField[], { maxLength: 2 }),
    fc.subarray([...flagFields, ...rowFields], { maxLength: 1 }),
    fc.subarray([...rangeFields], { maxLength: 1 }),
    fc.option(fc.constantFrom(...choices.direction), { freq: 3 }),
    fc.option(fc.constantFrom(...choices.callType), { freq: 3 }),
    fc.option(fc.constantFrom(...choices.callStatus), { freq: 3 }),
  )
  .chain(([texts, flags, ranges, direction, callType, callStatus]) =>
    fc.record({
      ...Object.fromEntries(texts.map((field) => [field, textOfField(field)])),
      ...Object.fromEntries(flags.map((field) => [field, flag()])),
      ...Object.fromEntries(ranges.map((field) => [field, durations])),
      ...(direction === null ? {} : { direction: fc.constant(direction) }),
      ...(callType === null ? {} : { callType: fc.constant(callType) }),
      ...(callStatus === null ? {} : { callStatus: fc.constant(callStatus) }),
    }),
  );

const value = fc.option(fc.oneof(plain, digits), { freq: 5 });
const ms = fc.constantFrom(0, 1_000, 5_000, 9_000).map(durationMs);
const tags = fc.tuple(value, value, value, value, value).map((five): Tags => five);

/** Segments of any shape, likely or not: filters ask what a row says, not whether it can be. */
export const anySegment: fc.Arbitrary<Segment> = fc
  .record({
    ...Object.fromEntries(
      [...Object.keys(textFields), 'callingExtension', 'callingExtensionName', 'callingAgent', 'callingAgentName', 'callingUserName']
        .filter((field) => !/^tag|^callId$|^logicalCallId$/.test(field))
        .map((field) => [field, value]),
    ),
    callType: fc.constantFrom('external', 'internal'),
    direction: fc.constantFrom('in', 'out'),
    outcome: fc.constantFrom('answered', 'refused', 'lost', 'failed', 'inProgress'),
    pbxCallId: fc.oneof(plain, digits),
    ringMs: ms,
    talkMs: ms,
    holdMs: ms,
    answered: fc.boolean(),
    endedAt: fc.constantFrom(null, epochMs(1_772_442_000_000)),
    trunkToTrunk: fc.boolean(),
    tags,
  })
  .map((given) => segmentRow(1, { from: 0 }, given as Partial<Segment>));

/** With an id of its own, by its place in a list. */
export const numbered = (segment: Segment, no: number): Segment => {
  const call = logicalCallId('harbour', '1', 'AB', no);
  return { ...segment, logicalCallId: call, segmentId: segmentId(call, no), segmentNo: no };
};
