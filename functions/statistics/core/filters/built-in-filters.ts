import type { FilterSpec } from '../types/filter.ts';

export interface BuiltInFilter {
  /** Stable. */
  readonly id: string;
  /** As the manual prints it. */
  readonly name: string;
  readonly spec: FilterSpec;
  /** Line of the manual. */
  readonly line: number;
}

/** The filters everybody has and nobody changes (L4822-4840). The manual gives their names only; what they ask is by rule set 1. */
export const builtInFilters: readonly BuiltInFilter[] = [
  { id: 'answeredExternalCalls', name: 'Answered External Calls', spec: { callType: 'external', answered: true }, line: 4830 },
  { id: 'externalCalls', name: 'External Calls', spec: { callType: 'external' }, line: 4831 },
  { id: 'inboundCalls', name: 'Inbound Calls', spec: { direction: 'in' }, line: 4832 },
  { id: 'inboundExternalCalls', name: 'Inbound External Calls', spec: { callType: 'external', direction: 'in' }, line: 4833 },
  { id: 'internalCalls', name: 'Internal Calls', spec: { callType: 'internal' }, line: 4834 },
  { id: 'invalidDialledNumbers', name: 'Invalid Dialled Numbers', spec: { invalidDialledNumber: true }, line: 4835 },
  { id: 'lostCalls', name: 'Lost Calls', spec: { lost: true }, line: 4836 },
  { id: 'outboundCalls', name: 'Outbound Calls', spec: { direction: 'out' }, line: 4837 },
  { id: 'outboundExternalCalls', name: 'Outbound External Calls', spec: { callType: 'external', direction: 'out' }, line: 4838 },
  { id: 'serviceCodes', name: 'Service Codes', spec: { serviceCodes: true }, line: 4839 },
  { id: 'trunkToTrunkCalls', name: 'Trunk to Trunk Calls', spec: { trunkToTrunk: true }, line: 4840 },
];
