import { z } from 'zod';

/**
 * A board as it is stored, sent and written as text: what the editor makes, the page draws and the server turns into figures. Line numbers are
 * those of the manual's chapter 3. Ids are unique within what holds them and never shown.
 */
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,23}$/, 'must be small letters, digits and hyphens, at most 24');
export const boardIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, at most 40');
const text = (characters: number) => z.string().trim().max(characters);
const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #17703d');

export const boardLimits = { views: 20, tiles: 60, fields: 20, columns: 20, alarms: 10, soundTimes: 10 } as const;
/** Manual places are on a grid of so many columns and rows, stretched to the screen. */
export const placeGrid = { columns: 24, rows: 16 } as const;

export const coloursSchema = z.strictObject({ background: colour, foreground: colour });
export type Colours = z.infer<typeof coloursSchema>;

/** What a tile shows: a statistic of the catalogue, a global variable, or a field of an external data source (L3035-3057). */
export const fieldSchema = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('statistic'),
    statistic: z.string().min(1).max(100),
    /** Whose rows it counts; default `site`. */
    template: z.string().min(1).max(100).optional(),
    /** Overrides the catalogue's name (L2818). */
    title: text(80).nullable().default(null),
    foreground: colour.nullable().default(null),
  }),
  z.strictObject({
    source: z.literal('value'),
    /** `variable:<id>` or `external:<source>:<field>`. */
    value: z.string().min(1).max(120),
    title: text(80).nullable().default(null),
    foreground: colour.nullable().default(null),
  }),
]);
export type Field = z.infer<typeof fieldSchema>;

/** A filter of the site's list, one of those everybody has, or one written for this place alone. */
export const filterRefSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), id: boardIdSchema }),
  z.strictObject({ kind: z.literal('builtIn'), id: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal('own'), name: text(80).default(''), spec: z.record(z.string(), z.unknown()) }),
]);
export type FilterRef = z.infer<typeof filterRefSchema>;

/**
 * When and what (L2886-2942). Alarms of a tile are judged from first to last; where several are active, each property is that of the last
 * active one that sets it, so that a list from mild to severe is a traffic light. `value` is in the unit of the field (ms, fraction, count).
 */
export const alarmSchema = z.strictObject({
  id,
  /** Index of the field, or of the grid's column: then the alarm is active while any row matches. */
  field: z.int().nonnegative().default(0),
  comparison: z.enum(['above', 'below', 'equals', 'between']),
  value: z.number(),
  /** Upper end of `between`, inclusive as the lower one. */
  to: z.number().nullable().default(null),
  /** Word beside the figure while it is active, so that colour is never alone. */
  word: text(30).default('Alarm'),
  flash: z.boolean().default(false),
  background: colour.nullable().default(null),
  foreground: colour.nullable().default(null),
  fill: z.boolean().default(false),
  sound: z
    .strictObject({
      /** `chime`, `bell`, `horn`, or the id of an uploaded sound. */
      sound: z.string().min(1).max(60),
      times: z.int().min(1).max(boardLimits.soundTimes).default(1),
    })
    .nullable()
    .default(null),
});
export type Alarm = z.infer<typeof alarmSchema>;

export const placeSchema = z
  .strictObject({ x: z.int().min(0), y: z.int().min(0), w: z.int().min(1), h: z.int().min(1) })
  .refine(({ x, y, w, h }) => x + w <= placeGrid.columns && y + h <= placeGrid.rows, 'reaches beyond the view');
export type Place = z.infer<typeof placeSchema>;

const tileParts = {
  id,
  /** Null = name of the first field (L2803). */
  title: text(80).nullable().default(null),
  /** Where it is when places are manual; null = not placed yet. */
  place: placeSchema.nullable().default(null),
  colours: coloursSchema.nullable().default(null),
};
const dataParts = {
  ...tileParts,
  filter: filterRefSchema.nullable().default(null),
  filterMode: z.enum(['combine', 'replace']).default('combine'),
  alarms: z.array(alarmSchema).max(boardLimits.alarms).default([]),
};
const fields = z.array(fieldSchema).min(1).max(boardLimits.fields);

/** A column of a grid: a property of the row (`state`, `name`, `longestWait` …) or a statistic of the row's agent, extension or trunk. */
export const columnSchema = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('property'), property: z.string().min(1).max(40), title: text(80).nullable().default(null) }),
  z.strictObject({ source: z.literal('statistic'), statistic: z.string().min(1).max(100), title: text(80).nullable().default(null) }),
]);
export type Column = z.infer<typeof columnSchema>;
export const gridKinds = ['agents', 'calls', 'extensions', 'trunks'] as const;
export type GridKind = (typeof gridKinds)[number];

/** What columns of a grid may show of a row itself; texts for people are the page's. */
export const gridProperties = {
  agents: ['state', 'agent', 'name', 'extension', 'huntGroups', 'timeInState', 'dndMessage', 'callWith', 'callTime'],
  calls: [
    'state',
    'direction',
    'type',
    'party',
    'outsideNumber',
    'contactName',
    'extension',
    'extensionName',
    'agent',
    'agentName',
    'callingExtension',
    'huntGroup',
    'huntGroupName',
    'trunk',
    'ddi',
    'dnis',
    'timeInState',
    'callTime',
    'waitTime',
    'position',
    'segments',
  ],
  extensions: [
    'state',
    'extension',
    'name',
    'user',
    'agent',
    'agentName',
    'timeInState',
    'dndMessage',
    'direction',
    'callWith',
    'callTime',
  ],
  trunks: ['state', 'trunk', 'name', 'direction', 'outsideNumber', 'contactName', 'extension', 'timeInState', 'callTime'],
} as const satisfies Record<GridKind, readonly string[]>;

export const tileSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('single'),
    ...dataParts,
    field: fieldSchema,
    /** `gauge` = a circle with the share of `target` (L2585). */
    appearance: z.enum(['text', 'gauge']).default('text'),
    target: z.number().positive().nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('multi'),
    ...dataParts,
    fields,
    /** Up to two of `pair`; wallboards have `cycle` only (L2600-2615). */
    appearance: z.enum(['pair', 'list', 'cycle']).default('list'),
    cycleSeconds: z.int().min(2).max(60).default(5),
  }),
  z.strictObject({
    kind: z.literal('ticker'),
    ...dataParts,
    fields,
    location: z.enum(['top', 'bottom']).default('bottom'),
    size: z.enum(['small', 'normal', 'large']).default('normal'),
    speed: z.enum(['slow', 'normal', 'fast']).default('normal'),
  }),
  z.strictObject({
    kind: z.literal('media'),
    ...tileParts,
    content: z.enum(['image', 'video', 'stream']),
    from: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('upload'), media: z.string().min(1).max(60) }),
      z.strictObject({ kind: z.literal('address'), url: z.url({ protocol: /^https$/ }).max(2_000) }),
    ]),
    sound: z.boolean().default(false),
    fit: z.enum(['contain', 'cover']).default('contain'),
  }),
  z.strictObject({
    kind: z.literal('grid'),
    ...dataParts,
    grid: z.enum(gridKinds),
    columns: z.array(columnSchema).min(1).max(boardLimits.columns),
    sort: z
      .strictObject({ column: z.int().nonnegative(), descending: z.boolean().default(false) })
      .nullable()
      .default(null),
    /** Logged-out agents, or extensions that are offline. */
    hideAbsent: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('graph'), ...dataParts, field: fieldSchema, appearance: z.enum(['line', 'bars']).default('line') }),
  z.strictObject({
    kind: z.literal('serviceLevel'),
    ...dataParts,
    /** `site` = the one of the site's settings; the others of the catalogue's `serviceLevelF1` to `F5`. */
    formula: z.enum(['site', 'F1', 'F2', 'F3', 'F4', 'F5']).default('site'),
    target: z.number().positive().max(1).default(0.8),
  }),
  /** Lost calls nobody has called back yet. */
  z.strictObject({ kind: z.literal('worklist'), ...dataParts, rows: z.int().min(1).max(50).default(10) }),
  /** One strip a hunt group: waiting, longest wait, agents. No groups = all. */
  z.strictObject({ kind: z.literal('queues'), ...dataParts, huntGroups: z.array(z.string().max(20)).max(100).default([]) }),
]);
export type Tile = z.infer<typeof tileSchema>;
export type TileKind = Tile['kind'];

export const viewSchema = z
  .strictObject({
    id,
    name: text(80).min(1),
    displayMode: z.enum(['uniform', 'manual']),
    colourMode: z.enum(['background', 'text', 'none']),
    filter: filterRefSchema.nullable().default(null),
    tiles: z.array(tileSchema).max(boardLimits.tiles),
  })
  .refine(({ tiles }) => tiles.filter(({ kind }) => kind === 'ticker').length <= 1, 'a view has one ticker at most')
  .refine(({ tiles }) => new Set(tiles.map((tile) => tile.id)).size === tiles.length, 'two tiles have the same id');
export type View = z.infer<typeof viewSchema>;

export const boardKinds = ['wallboard', 'dashboard'] as const;
export type BoardKind = (typeof boardKinds)[number];

/** Tiles that a wallboard may have (L2530-2660), and ours beside them; the others need what only people at a desk have. */
const onWallboards: readonly TileKind[] = ['single', 'multi', 'ticker', 'media', 'graph', 'serviceLevel', 'queues'];
export const mayStandOn = (kind: BoardKind, tile: TileKind): boolean => kind === 'dashboard' || onWallboards.includes(tile);

/** What people edit. */
export const boardContentSchema = z
  .strictObject({
    kind: z.enum(boardKinds),
    name: text(80).min(1),
    views: z.array(viewSchema).min(1).max(boardLimits.views),
  })
  .superRefine(({ kind, views }, c) => {
    const fault = (path: (string | number)[], message: string): void => c.addIssue({ code: 'custom', path, message });
    if (new Set(views.map((view) => view.id)).size !== views.length) fault(['views'], 'two views have the same id');
    if (kind === 'wallboard' && views.length > 1) fault(['views'], 'a wallboard has one view; make it a dashboard to have several');
    views.forEach((view, v) => {
      view.tiles.forEach((tile, t) => {
        const at = ['views', v, 'tiles', t];
        if (!mayStandOn(kind, tile.kind)) fault([...at, 'kind'], `a ${tile.kind} tile stands on dashboards only`);
        if (kind === 'wallboard' && tile.kind === 'multi' && tile.appearance !== 'cycle')
          fault([...at, 'appearance'], 'several figures of one tile cycle on a wallboard');
        if (tile.kind === 'multi' && tile.appearance === 'pair' && tile.fields.length > 2)
          fault([...at, 'fields'], 'a pair has two figures');
        if (tile.kind === 'single' && tile.appearance === 'gauge' && tile.target === null)
          fault([...at, 'target'], 'a gauge needs a target');
        if ('alarms' in tile)
          tile.alarms.forEach((alarm, a) => {
            if (alarm.comparison === 'between' && (alarm.to === null || alarm.to < alarm.value))
              fault([...at, 'alarms', a, 'to'], 'the upper end is missing or lies below the lower one');
          });
      });
    });
  });
export type BoardContent = z.infer<typeof boardContentSchema>;
export type BoardContentInput = z.input<typeof boardContentSchema>;

/** Fields of a tile, in the order of their index. A grid's columns, a service level and what shows lists have none of this kind. */
export const fieldsOf = (tile: Tile): readonly Field[] => {
  switch (tile.kind) {
    case 'single':
    case 'graph':
      return [tile.field];
    case 'multi':
    case 'ticker':
      return tile.fields;
    case 'media':
    case 'grid':
    case 'serviceLevel':
    case 'worklist':
    case 'queues':
      return [];
  }
};

/** Name of a figure of a view in messages: tile and field, and the row where it is a column of a grid. */
export const figureId = (tile: string, index: number, row?: string): string => `${tile}/${index}${row === undefined ? '' : `/${row}`}`;

/** A number or text from outside the telephone system, exactly as entered or fetched (L3046). */
export interface BoardValue {
  /** As in `Field.value`. */
  readonly id: string;
  readonly value: string | null;
  /** ISO 8601: when it was entered or last fetched. */
  readonly at: string;
  /** Why the last fetch failed, in words; `value` is then the last one that came. */
  readonly failing: string | null;
}

/** What a view shows, worked out: everything the page needs beside the figures themselves. */
export interface ShownView {
  readonly board: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly version: number;
  readonly views: readonly { readonly id: string; readonly name: string }[];
  readonly view: View;
  /** By `figureId`. For grids per column, without the row. */
  readonly fields: Readonly<Record<string, ShownField>>;
  readonly viewFilter: ShownFilter | null;
  /** By tile; absent = the tile has no filter of its own. */
  readonly tileFilters: Readonly<Record<string, ShownFilter>>;
  /** Numbers of the agents, extensions or trunks that pass a grid's filters, by tile; absent for calls, which come and go. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  /** By tile: what it counts or lists must pass, view and tile joined, statuses included, as a filter is written; absent = everything. */
  readonly gridFilters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What cannot be shown, and why: a statistic that is gone, a filter somebody deleted. */
  readonly faults: readonly { readonly tile: string; readonly detail: string }[];
}
export interface ShownField {
  readonly title: string;
  /** As in the catalogue: `count`, `duration`, `percentage`, `timeOfDay`, `text`, `yesNo`; `value` for what comes from outside. */
  readonly type: string;
  /** What it says, in plain words. */
  readonly words: string;
}
export interface ShownFilter {
  readonly name: string;
  readonly words: string;
  readonly mode: 'combine' | 'replace';
  /** What view and tile ask that nothing can be at once. */
  readonly conflicts: readonly string[];
}

/** What somebody should look at again; comes over the socket topic `notices`. */
export type Notice =
  | { readonly kind: 'board'; readonly board: string; readonly version: number | null }
  | { readonly kind: 'values'; readonly values: readonly BoardValue[]; readonly gone: readonly string[] }
  | { readonly kind: 'filters' }
  /** Who calls whom back; whoever may see the list asks for it again. */
  | { readonly kind: 'callBacks' }
  | { readonly kind: 'screen'; readonly screen: string; readonly revoked: boolean }
  /** What somebody may see was changed: nobody is told, their sockets are closed and connect anew with what they may see now. */
  | { readonly kind: 'rights'; readonly subject: string };
