import type { ShownView } from '../../../../functions/domain/board.ts';
import { boardContentSchema } from '../../../../functions/domain/board.ts';
import { epochMs, logicalCallId } from '../../../../functions/domain/ids.ts';
import type { LiveAgent, LiveCall, LiveExtension } from '../../../../functions/domain/live.ts';
import { type Board, emptyBoard } from '../../live/core/board.ts';

/** 2 March 2026, 09:00 UTC. */
export const nine = 1_772_442_000_000;
const at = epochMs(nine);

export const agentFixture = (key: string, over: Partial<LiveAgent> = {}): LiveAgent => ({
  key,
  name: `Agent ${key}`,
  state: 'free',
  since: at,
  extension: null,
  huntGroups: [],
  call: null,
  dndMessage: null,
  dndText: null,
  ...over,
});

export const callFixture = (number: string, over: Partial<LiveCall> = {}): LiveCall => ({
  key: logicalCallId('harbour', '1', number, nine),
  callType: 'external',
  direction: 'in',
  state: 'connected',
  startedAt: at,
  since: at,
  waitingSince: at,
  answeredAt: at,
  extension: '1001',
  extensionName: 'Reception',
  agent: null,
  agentName: null,
  callingExtension: null,
  callingExtensionName: null,
  huntGroup: null,
  huntGroupName: null,
  position: null,
  trunk: '94001',
  trunkName: null,
  outsideNumber: '01632960000',
  contactName: null,
  ddi: null,
  dnis: null,
  segmentCount: 1,
  unconfirmed: false,
  ...over,
});

export const extensionFixture = (key: string, over: Partial<LiveExtension> = {}): LiveExtension => ({
  key,
  name: `Desk ${key}`,
  node: '1',
  state: 'idle',
  since: at,
  call: null,
  agent: null,
  agentName: null,
  userName: null,
  dnd: false,
  dndMessage: null,
  dndText: null,
  ...over,
});

export const liveFixture = (over: Partial<Board>): Board => ({ ...emptyBoard('harbour', 1), asOf: nine, ...over });

/** A view with the given tiles, nothing filtered and nothing wrong. */
export const shownFixture = (tiles: readonly object[], over: Partial<ShownView> = {}): ShownView => {
  const content = boardContentSchema.parse({
    kind: 'dashboard',
    name: 'Test',
    views: [{ id: 'v1', name: 'One', displayMode: 'uniform', colourMode: 'none', tiles }],
  });
  const [view] = content.views;
  if (view === undefined) throw new Error('the fixture has no view');
  return {
    board: 'b1',
    kind: 'dashboard',
    name: 'Test',
    version: 1,
    views: [{ id: 'v1', name: 'One' }],
    view,
    fields: {},
    viewFilter: null,
    tileFilters: {},
    rows: {},
    gridFilters: {},
    faults: [],
    ...over,
  };
};
