import { splitFields } from './split-fields.ts';

/** Event codes of the manual's tables. ER is not among them: what it means is not known (rule set 1 §6). */
export const callCodes = ['SI', 'OR', 'NT', 'DE', 'OF', 'ES', 'HE', 'RE', 'TR', 'CO', 'QU', 'DI', 'FA', 'XC', 'CC', 'CI'] as const;
export const agentCodes = ['LN', 'LF', 'RY', 'NRY', 'WNR'] as const;
export const featureCodes = ['DND', 'FW', 'MW', 'OL'] as const;
export const systemCodes = ['RS', 'RD', 'PE', 'ME', 'LS', 'AG', 'DC', 'EC'] as const;
/** Understood, but no call rule uses them. */
export const informationCodes = ['FE', 'CB', 'ET', 'MU', 'GI', 'OE', 'DCE', 'DLC', 'DEE', 'DSC', 'NM', 'CS', 'SMR', 'GDA'] as const;

export type CallCode = (typeof callCodes)[number];
export type AgentCode = (typeof agentCodes)[number];
export type FeatureCode = (typeof featureCodes)[number];
export type SystemCode = (typeof systemCodes)[number];
export type InformationCode = (typeof informationCodes)[number];
export type EventCode = CallCode | AgentCode | FeatureCode | SystemCode | InformationCode;

/** `f` = all fields with the sequence number at 0, so that indexes are those of the manual's tables; what is missing at the end reads as blank. */
export interface OaiEventLine {
  readonly type: 'event';
  readonly seq: number | null;
  readonly code: EventCode;
  readonly resync: string | null;
  readonly xref: string;
  readonly f: readonly string[];
  readonly raw: string;
}

/** `fields` = what follows the outcome. */
export interface OaiConfirmation {
  readonly type: 'confirmation';
  readonly seq: number | null;
  /** Upper case, with the underscore: `_MS`. */
  readonly command: string;
  readonly invokeId: string;
  /** Null when it is missing or no number. */
  readonly outcome: number | null;
  readonly fields: readonly string[];
}

export interface OaiUnrecognised {
  readonly type: 'unrecognised';
  readonly seq: number | null;
  readonly raw: string;
  readonly reason: string;
}

export type OaiLine = OaiEventLine | OaiConfirmation | OaiUnrecognised;

const knownCodes: ReadonlyMap<string, EventCode> = new Map(
  [...callCodes, ...agentCodes, ...featureCodes, ...systemCodes, ...informationCodes].map((code) => [code, code]),
);
const resyncCode = /^(?:0|[1-9]\d{0,4})$/;

const isDigits = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return text.length > 0;
};

export const numberOf = (text: string | undefined): number | null =>
  text !== undefined && text.length <= 9 && isDigits(text) ? Number(text) : null;

const unrecognised = (seq: number | null, raw: string, reason: string): OaiUnrecognised => ({ type: 'unrecognised', seq, raw, reason });

const parseConfirmation = (seq: number | null, f: readonly string[]): OaiConfirmation => {
  const command = (f[2] ?? '').toUpperCase();
  // The old list command puts the list before the outcome.
  const old = command === '_QL';
  return {
    type: 'confirmation',
    seq,
    command,
    invokeId: f[3] ?? '',
    outcome: numberOf(old ? f[5] : f[4]),
    fields: old ? [f[4] ?? '', ...f.slice(6)] : f.slice(5),
  };
};

const withoutLineEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return end === text.length ? text : text.slice(0, end);
};

/** Any text in, never an exception out. Some gateway lines carry no sequence number. */
export const parseOaiLine = (text: string): OaiLine => {
  const raw = withoutLineEnd(text);
  const split = splitFields(raw);
  const first = split[0] ?? '';
  const numbered = first === '' || isDigits(first);
  if (!numbered && first !== 'CF' && !knownCodes.has(first)) return unrecognised(null, raw, 'no sequence number');
  const f = numbered ? split : ['', ...split];
  const seq = numbered ? numberOf(first) : null;
  const name = f[1] ?? '';
  if (name === 'CF') return parseConfirmation(seq, f);
  const code = knownCodes.get(name);
  if (code === undefined) return unrecognised(seq, raw, name === '' ? 'no event code' : `unknown event code ${name.slice(0, 20)}`);
  const resync = f[2] ?? '';
  if (resync !== '' && !resyncCode.test(resync)) return unrecognised(seq, raw, `resync code ${resync.slice(0, 20)} is not a number`);
  return { type: 'event', seq, code, resync: resync === '' ? null : resync, xref: f[3] ?? '', f, raw };
};
