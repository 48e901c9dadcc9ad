import type { Segment } from '../../../domain/segment.ts';

/** What a filter needs to know beside the segment. */
export interface FilterContext {
  readonly dialPlan: { readonly serviceCodes: readonly string[] };
  /**
   * Whose side of an internal call is looked at; external calls do not care. Left out: the call as a whole, made and received at once, so
   * that it matches either direction; the device is the called one. `device`: as its legs and visits count, received (rule set 1 §8.3).
   * `caller`: as it counts once more for its originator, made, where extension, agent and user are the caller's.
   */
  readonly seenFrom?: 'device' | 'caller';
}

/** Text fields whose column has another name, or lies in the caller's columns when looked at from there. */
export const callerColumns = {
  extension: 'callingExtension',
  extensionName: 'callingExtensionName',
  agent: 'callingAgent',
  agentName: 'callingAgentName',
  userName: 'callingUserName',
} as const satisfies Partial<Record<keyof Segment, keyof Segment>>;
export type CallerField = keyof typeof callerColumns;

export const isCallerField = (field: string): field is CallerField => Object.hasOwn(callerColumns, field);
