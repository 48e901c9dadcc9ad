import { type BoardContent, type BoardKind, boardContentSchema } from '../../domain/board.ts';

/** A board that everybody has and nobody changes: the view with common figures that first-time users see (L1853, L2095). */
export interface StandardBoard {
  readonly id: string;
  readonly content: BoardContent;
}

const single = (id: string, statistic: string, background: string, more: object = {}) => ({
  kind: 'single',
  id,
  field: { source: 'statistic', statistic },
  colours: { background, foreground: '#ffffff' },
  ...more,
});
/** Deep enough for white text at seven to one. */
const blue = '#1c4f82';
const green = '#14592f';
const red = '#8c1d18';
const amber = '#7a4300';
const violet = '#51318a';
const slate = '#37474f';

const mild = { background: '#7a4300', foreground: '#ffffff', word: 'Slow' };
const severe = { background: '#8c1d18', foreground: '#ffffff', word: 'Too long', flash: true };

const waiting = single('longest-waiting', 'longestWaiting', slate, {
  alarms: [
    { id: 'slow', comparison: 'above', value: 30_000, ...mild },
    { id: 'long', comparison: 'above', value: 60_000, ...severe },
  ],
});
const common = [
  single('inbound', 'callsInbound', blue),
  single('answered', 'callsInAnsExternal', green),
  single('lost', 'callsLost', red),
  single('percent-answered', 'percentCallsInAnsExt', violet),
  { kind: 'serviceLevel', id: 'service-level', colours: { background: green, foreground: '#ffffff' } },
  single('ringing', 'callsRingingExternalIn', amber),
  waiting,
  single('in-progress', 'callsInProgress', blue),
];
const property = (name: string) => ({ source: 'property', property: name });
const statistic = (id: string) => ({ source: 'statistic', statistic: id });

const make = (id: string, kind: BoardKind, name: string, tiles: readonly object[]): StandardBoard => ({
  id,
  content: boardContentSchema.parse({
    kind,
    name,
    views: [{ id: 'main', name: 'Today', displayMode: 'uniform', colourMode: 'background', tiles }],
  }),
});

export const standardBoards: readonly StandardBoard[] = [
  make('standard-wallboard', 'wallboard', 'Standard wallboard', [
    ...common,
    { kind: 'queues', id: 'queues', title: 'Hunt groups and agents' },
    {
      kind: 'multi',
      id: 'calls-now',
      title: 'Calls now',
      appearance: 'cycle',
      fields: [statistic('callsActive'), statistic('callsOnHold'), statistic('callRate')],
      colours: { background: slate, foreground: '#ffffff' },
    },
  ]),
  make('standard-dashboard', 'dashboard', 'Standard dashboard', [
    ...common,
    { kind: 'queues', id: 'queues', title: 'Hunt groups' },
    {
      kind: 'grid',
      id: 'agent-grid',
      title: 'Agents',
      grid: 'agents',
      columns: ['state', 'name', 'agent', 'extension', 'timeInState', 'callWith'].map(property),
      hideAbsent: true,
    },
    {
      kind: 'grid',
      id: 'call-grid',
      title: 'Calls',
      grid: 'calls',
      columns: ['state', 'direction', 'party', 'extensionName', 'huntGroupName', 'callTime'].map(property),
    },
    { kind: 'worklist', id: 'worklist', title: 'Call back' },
  ]),
];

export const findStandardBoard = (id: string): StandardBoard | null => standardBoards.find((board) => board.id === id) ?? null;
