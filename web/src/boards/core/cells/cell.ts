import type { LiveAgent, LiveCall } from '../../../../../functions/domain/live.ts';
import { farEnd } from '../../../live/core/views.ts';
import { formatDuration } from '../../../time/core/format.ts';

/** What a cell says, and what it is sorted and alarmed by; null = nothing to say. */
export interface Cell {
  readonly text: string;
  readonly by: number | string | null;
}

/** Everything cells are made of beside their row. */
export interface Around {
  readonly now: number;
  readonly callOf: (call: string | null) => LiveCall | undefined;
  /** The reader may not see its outside number. */
  readonly isHidden: (call: LiveCall) => boolean;
}

export const dash: Cell = { text: '–', by: null };
export const word = (text: string | null | undefined): Cell =>
  text === null || text === undefined || text === '' ? dash : { text, by: text };
export const number = (value: number | null): Cell => (value === null ? dash : { text: value.toLocaleString('en-GB'), by: value });
export const elapsed = (since: number | null | undefined, now: number): Cell =>
  since === null || since === undefined ? dash : { text: formatDuration(now - since), by: Math.max(0, now - since) };

export const directionWord = (call: LiveCall | undefined): Cell =>
  call === undefined ? dash : word(call.callType === 'internal' ? 'Internal' : call.direction === 'in' ? 'Inbound' : 'Outbound');

export const partyOf = (call: LiveCall | undefined, { isHidden }: Around): Cell => {
  if (call === undefined) return dash;
  const { main, extra } = farEnd(call, isHidden(call));
  return word(extra === '' ? main : `${main} ${extra}`);
};

export const numberOf = (call: LiveCall | undefined, { isHidden }: Around): Cell => {
  if (call === undefined || call.callType === 'internal') return dash;
  return word(call.outsideNumber ?? (isHidden(call) ? 'Hidden' : call.direction === 'in' ? 'Withheld' : null));
};

/** The far end of the call as its device sees it: for an internal call the other extension. */
export const callWith = (own: string | null, call: LiveCall | undefined, around: Around): Cell => {
  if (call === undefined || call.callType !== 'internal') return partyOf(call, around);
  return own !== null && call.callingExtension === own
    ? word(call.extensionName ?? call.extension)
    : word(call.callingExtensionName ?? call.callingExtension);
};

export const dndText = ({ dndMessage, dndText: text }: Pick<LiveAgent, 'dndMessage' | 'dndText'>): Cell =>
  word([dndMessage, text].filter(Boolean).join(' '));
