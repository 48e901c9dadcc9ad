import { durationMs } from '../../../domain/ids.ts';
import type { Call, CallFacts, Direction } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';

/** Digits that make a number a caller id (rule set 1 §8.9). */
const shortestCli = 3;

export const hasNumber = (number: string | null): number is string => number !== null && number !== '';

/** Only from the row's own side: a number that we dialled is no caller id. */
export const isWithCli = (row: CallFacts, direction: Direction): boolean =>
  row.callType === 'external' && direction === 'in' && (row.outsideNumber?.replace(/\D/gu, '').length ?? 0) >= shortestCli;

export const isWithDdi = (row: CallFacts, direction: Direction): boolean =>
  row.callType === 'external' && direction === 'in' && hasNumber(row.ddi);

/** E.164, else the raw digits; a text without any is no number (rule set 1 §8.10, §8.13). */
export const telephoneKeyOf = (e164: string | null, number: string | null): string | null => {
  if (hasNumber(e164)) return e164;
  const digits = number?.replace(/\D/gu, '') ?? '';
  return digits === '' ? null : digits;
};

type Telephone = Pick<Fact, 'outsideNumber' | 'telephoneKey' | 'telephoneName'>;

/** Who was outside; of an internal row, who called (rule set 1 §8.3, §8.13). */
export const telephoneOf = (row: CallFacts): Telephone =>
  row.callType === 'external'
    ? {
        outsideNumber: row.outsideNumber,
        telephoneKey: telephoneKeyOf(row.outsideE164, row.outsideNumber),
        telephoneName: row.contactName ?? row.speedDialName,
      }
    : { outsideNumber: row.outsideNumber, telephoneKey: row.callingExtension, telephoneName: row.callingExtensionName };

type Place = Pick<Fact, 'extension' | 'extensionName' | 'agent' | 'agentName' | 'userId' | 'userName'>;

export const placeOf = (row: CallFacts): Place => ({
  extension: row.extension,
  extensionName: row.extensionName,
  agent: row.agent,
  agentName: row.agentName,
  userId: row.userId,
  userName: row.userName,
});

type Lines = Pick<Fact, 'trunk' | 'trunkName' | 'ddi' | 'dnis' | 'matched'>;

/** Matched = a contact was found when stored, speed dials never (rule set 1 §8.9). */
export const linesOf = (row: CallFacts): Lines => ({
  trunk: row.trunk,
  trunkName: row.trunkName,
  ddi: row.ddi,
  dnis: row.dnis,
  matched: row.callType === 'external' && hasNumber(row.contactName),
});

type OfCall = Pick<Fact, 'siteId' | 'logicalCallId' | 'ruleSet' | 'callStartedAt' | 'callType' | 'callOutcome' | 'callRingMs'>;

/** What every row of a call says of the call. */
export const ofCall = (call: Call): OfCall => ({
  siteId: call.siteId,
  logicalCallId: call.logicalCallId,
  ruleSet: call.ruleSet,
  callStartedAt: call.startedAt,
  callType: call.callType,
  callOutcome: call.outcome,
  callRingMs: durationMs(call.ringMs),
});

/** Ended, and not failed before a trunk was seized (rule set 1 §5, §8.9). */
export const isCompleted = (ended: boolean, outcome: Fact['outcome'], trunk: string | null): boolean =>
  ended && (outcome !== 'failed' || trunk !== null);
