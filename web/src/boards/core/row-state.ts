import type { LiveAgent, LiveCall, LiveExtension } from '../../../../functions/domain/live.ts';
import type { IconName } from '../../ui/icons.tsx';

/** Colour of a row of a grid, named by what it means; the styles say which it is (L2662-2790). */
export type RowTone = 'white' | 'green' | 'red' | 'yellow' | 'blue' | 'grey';

export interface RowState {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: RowTone;
}

/** White, green, red, yellow, blue as the manual has them (L2677); grey for what nobody has told the state of. */
const agents: Readonly<Record<LiveAgent['state'], RowState>> = {
  loggedOut: { word: 'Logged out', icon: 'offline', tone: 'white' },
  free: { word: 'Free', icon: 'free', tone: 'green' },
  // Nobody talks yet: the row stays green, its sign and word change.
  ringing: { word: 'Ringing', icon: 'ringing', tone: 'green' },
  busy: { word: 'Busy', icon: 'connected', tone: 'red' },
  wrap: { word: 'Wrap-up', icon: 'wrap', tone: 'yellow' },
  dnd: { word: 'Do not disturb', icon: 'dnd', tone: 'blue' },
};
export const agentRowState = (agent: LiveAgent): RowState => agents[agent.state];

/** White internal, green outbound, yellow inbound (L2704). */
export const callTone = ({ callType, direction }: Pick<LiveCall, 'callType' | 'direction'>): RowTone =>
  callType === 'internal' ? 'white' : direction === 'in' ? 'yellow' : 'green';

const callStates: Readonly<Record<LiveCall['state'], Omit<RowState, 'tone'>>> = {
  dialling: { word: 'Dialling', icon: 'dialling' },
  queued: { word: 'Waiting', icon: 'queued' },
  ringing: { word: 'Ringing', icon: 'ringing' },
  connected: { word: 'In progress', icon: 'connected' },
  held: { word: 'On hold', icon: 'held' },
  failed: { word: 'Failed', icon: 'failed' },
};

/** Ringing in and ringing out are two signs (L2727). */
export const callRowState = (call: Pick<LiveCall, 'state' | 'callType' | 'direction'>): RowState => {
  const tone = callTone(call);
  if (call.state !== 'ringing') return { ...callStates[call.state], tone };
  return call.direction === 'in' || call.callType === 'internal'
    ? { word: 'Ringing in', icon: 'ringing', tone }
    : { word: 'Ringing out', icon: 'dialling', tone };
};

const idle: RowState = { word: 'Idle', icon: 'idle', tone: 'white' };
const offline: RowState = { word: 'Offline', icon: 'offline', tone: 'grey' };
const quietDnd: RowState = { word: 'Do not disturb', icon: 'dnd', tone: 'white' };
const withoutCall: Readonly<Record<LiveExtension['state'], RowState>> = {
  idle,
  ringing: { word: 'Ringing', icon: 'ringing', tone: 'white' },
  busy: { word: 'Busy', icon: 'connected', tone: 'white' },
  held: { word: 'On hold', icon: 'held', tone: 'white' },
  offline,
};

/** White idle, green and yellow by the direction of the call, grey offline (L2747); do not disturb is a sign of its own (L2776). */
export const extensionRowState = (extension: LiveExtension, call: LiveCall | undefined): RowState => {
  const { state, dnd } = extension;
  if (state === 'offline') return offline;
  if (state === 'idle') return dnd ? quietDnd : idle;
  if (call === undefined) return withoutCall[state];
  switch (state) {
    case 'ringing':
      return callRowState({ ...call, state: 'ringing' });
    case 'busy':
      return callRowState({ ...call, state: call.state === 'dialling' ? 'dialling' : 'connected' });
    case 'held':
      return callRowState({ ...call, state: 'held' });
  }
};

/** Trunks are shown while they carry a call, with its state and colour (L2780). */
export const trunkRowState = (call: LiveCall | undefined): RowState =>
  call === undefined ? { word: 'Busy', icon: 'connected', tone: 'white' } : callRowState(call);
