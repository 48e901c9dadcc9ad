import fc from 'fast-check';
import { type BoardContent, boardContentSchema } from '../../domain/board.ts';
import { tidyContent } from '../core/tidy-content.ts';

const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,23}$/);
/** Texts that YAML would take for something else, and any others. */
const text = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '1e3',
    '0x10',
    '2026-01-01',
    '- a',
    '# b',
    'a: b',
    '*x',
    '&y',
    '!z',
    '%',
    '@',
    '`',
    '{',
    '"',
    "'",
    '…',
    '日本',
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 10 }).map((s) => s.replace(/[\ud800-\udfff]/g, '')),
);
const title = fc.option(text);
const colour = fc.constantFrom('#000000', '#ffffff', '#123abc');
const field = fc.oneof(
  fc.record({
    source: fc.constant('statistic'),
    statistic: fc.constantFrom('callsLost', 'callsInbound'),
    title,
    foreground: fc.option(colour),
  }),
  fc.record({ source: fc.constant('value'), value: fc.constantFrom('variable:target', 'external:crm:deals'), title }),
);
const filter = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constant('saved'), id }),
    fc.record({ kind: fc.constant('builtIn'), id: fc.constant('lostCalls') }),
    fc.record({
      kind: fc.constant('own'),
      name: text,
      spec: fc.record({ extension: fc.constantFrom('1000', '1000-1005,!1003', 'yes'), answered: fc.boolean() }, { requiredKeys: [] }),
    }),
  ),
);
const alarms = fc.uniqueArray(
  fc.record(
    {
      id,
      comparison: fc.constantFrom('above', 'below', 'equals'),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }),
      word: text,
      flash: fc.boolean(),
      background: fc.option(colour),
      sound: fc.option(fc.record({ sound: fc.constant('bell'), times: fc.integer({ min: 1, max: 10 }) })),
    },
    { requiredKeys: ['id', 'comparison', 'value'] },
  ),
  { maxLength: 3, selector: (alarm) => alarm.id },
);
const shared = { id, title, filter, filterMode: fc.constantFrom('combine', 'replace'), alarms };
const tile = fc.oneof(
  fc.record({ kind: fc.constant('single'), ...shared, field, colours: fc.option(fc.record({ background: colour, foreground: colour })) }),
  fc.record({ kind: fc.constant('multi'), ...shared, fields: fc.array(field, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('grid'),
    id,
    title,
    grid: fc.constant('agents'),
    columns: fc.array(fc.record({ source: fc.constant('property'), property: fc.constantFrom('state', 'name'), title }), {
      minLength: 1,
      maxLength: 3,
    }),
    hideAbsent: fc.boolean(),
    place: fc.option(fc.constant({ x: 0, y: 0, w: 24, h: 16 })),
  }),
  fc.record({ kind: fc.constant('queues'), id, huntGroups: fc.array(fc.constantFrom('2000', '2001'), { maxLength: 2 }) }),
);
const view = fc.record({
  id,
  name: text.filter((name) => name.trim() !== ''),
  displayMode: fc.constantFrom('uniform', 'manual'),
  colourMode: fc.constantFrom('background', 'text', 'none'),
  filter,
  tiles: fc.uniqueArray(tile, { maxLength: 4, selector: (one) => one.id }),
});

/** Dashboards of every kind of part, tidy as they are stored. */
export const boardContents: fc.Arbitrary<BoardContent> = fc
  .record({
    kind: fc.constant('dashboard'),
    name: text.filter((name) => name.trim() !== ''),
    views: fc.uniqueArray(view, { minLength: 1, maxLength: 3, selector: (one) => one.id }),
  })
  .map((content) => tidyContent(boardContentSchema.parse(content)));
