import type { connectionStates } from '../../../functions/domain/call-event.ts';

export type Fields = readonly string[];
export type Connection = (typeof connectionStates)[number];
export type PartyType = 'internal' | 'external';

export const text = (f: Fields, i: number): string | null => {
  const value = f[i];
  return value === undefined || value === '' ? null : value;
};

/** Number of a device; with extended extensions on, a `node:` stands before it. Party types standing there show shifted fields. */
export const deviceOf = (value: string | undefined): string | null => {
  if (value === undefined || value === '' || value === 'I' || value === 'E') return null;
  const colon = value.indexOf(':');
  if (colon < 0) return value;
  return colon === value.length - 1 ? null : value.slice(colon + 1);
};

export const device = (f: Fields, i: number): string | null => deviceOf(f[i]);

/** What can be the number of a device in a list or a command: damaged text is kept out of both. */
export const isDeviceNumber = (value: string): boolean => /^[0-9A-Za-z*#@:.-]{1,32}$/.test(value);

/** Node written before a device; node 0 means the gateway and is none. */
export const nodeOf = (token: string | undefined): string | null => {
  const colon = token === undefined ? -1 : token.indexOf(':');
  if (token === undefined || colon < 1) return null;
  const node = token.slice(0, colon);
  return /^\d{1,5}$/.test(node) && Number(node) !== 0 ? node : null;
};

/** `undefined` = the field holds something else. */
export const partyType = (token: string | undefined): PartyType | null | undefined => {
  if (token === undefined || token === '') return null;
  if (token === 'I') return 'internal';
  return token === 'E' ? 'external' : undefined;
};

const connections: Readonly<Record<string, Connection>> = {
  N: 'null',
  I: 'initiated',
  A: 'alerting',
  C: 'connected',
  H: 'held',
  F: 'failed',
  Q: 'queued',
};

const connectionOf = (token: string | undefined): Connection | null | undefined =>
  token === undefined || token === '' ? null : token.length === 1 ? connections[token] : undefined;

/** Two decimal digits, sometimes with a leading zero. `undefined` = no cause. */
const causeOf = (token: string | undefined): number | null | undefined => {
  if (token === undefined || token === '') return null;
  return /^\d{1,3}$/.test(token) ? Number(token) : undefined;
};

/** A line longer than its table, unless the surplus is blank. */
export const isLonger = (f: Fields, total: number): boolean => {
  for (let i = total; i < f.length; i++) if (f[i] !== '') return true;
  return false;
};

export interface Tail {
  readonly connection: Connection | null;
  readonly cause: number | null;
  /** Longer than its table: group, cause and connection state are not to be trusted (rule set 1 §6). */
  readonly longer: boolean;
  /** Neither a state nor a cause stands where it should: a comma is missing or too many, the fields before are shifted as well. */
  readonly shifted: boolean;
}

export const readTail = (f: Fields, connectionAt: number, causeAt: number, total: number): Tail => {
  const connection = connectionOf(f[connectionAt]);
  const cause = causeOf(f[causeAt]);
  const shifted = connection === undefined || cause === undefined;
  const longer = f.length > total && isLonger(f, total);
  return shifted || longer ? { connection: null, cause: null, longer, shifted } : { connection, cause, longer, shifted };
};
