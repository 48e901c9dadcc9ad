import type { LiveAgent, LiveCall, LiveExtension, LiveQueue } from '../../../../functions/domain/live.ts';

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Words of a filter box; every one must be found. */
export const filterWords = (text: string): readonly string[] => text.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);

export const matches = (words: readonly string[], fields: readonly (string | null)[]): boolean => {
  if (words.length === 0) return true;
  const text = fields.filter(Boolean).join('\n').toLocaleLowerCase('en-GB');
  return words.every((word) => text.includes(word));
};

/** Oldest first: a row keeps its place for as long as the call lives. */
export const sortedCalls = (calls: readonly LiveCall[]): readonly LiveCall[] =>
  [...calls].sort((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1));

/** By name, never by state: rows that jump with each state cannot be read or clicked. */
export const sortedAgents = (agents: readonly LiveAgent[]): readonly LiveAgent[] =>
  [...agents].sort(
    (a, b) =>
      Number(a.state === 'loggedOut') - Number(b.state === 'loggedOut') ||
      collator.compare(a.name || a.key, b.name || b.key) ||
      collator.compare(a.key, b.key),
  );

export const sortedQueues = (queues: readonly LiveQueue[]): readonly LiveQueue[] =>
  [...queues].sort((a, b) => collator.compare(a.name || a.key, b.name || b.key) || collator.compare(a.key, b.key));

export const sortedExtensions = (extensions: readonly LiveExtension[]): readonly LiveExtension[] =>
  [...extensions].sort((a, b) => collator.compare(a.key, b.key));

export interface FarEnd {
  /** Contact, number, or what stands for a number that is not shown. Never empty. */
  readonly main: string;
  /** The number beside a name; empty when `main` is the number or there is none. */
  readonly extra: string;
  /** `main` is a stand-in: no name and no number are known here. */
  readonly unknown: boolean;
}

type FarEndFacts = Pick<LiveCall, 'callType' | 'direction' | 'callingExtension' | 'callingExtensionName' | 'outsideNumber' | 'contactName'>;

/** Who is at the far end of a call: the contact, the outside number, or the calling extension. `hidden` = the reader may not see it. */
export const farEnd = (call: FarEndFacts, hidden: boolean): FarEnd => {
  const internal = call.callType === 'internal';
  const name = (internal ? call.callingExtensionName : call.contactName) ?? '';
  const number = (internal ? call.callingExtension : call.outsideNumber) ?? '';
  if (name !== '') return { main: name, extra: number === name ? '' : number, unknown: false };
  if (number !== '') return { main: number, extra: '', unknown: false };
  if (internal) return { main: 'Unknown', extra: '', unknown: true };
  if (hidden) return { main: 'Hidden', extra: '', unknown: true };
  return { main: call.direction === 'in' ? 'Withheld' : 'No number', extra: '', unknown: true };
};
