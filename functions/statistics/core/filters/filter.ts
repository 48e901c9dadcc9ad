import type { FilterSpec } from '../types/filter.ts';
import type { TextItem } from './text-items.ts';

/** A text field, what people call it, and whether it holds device numbers: those take ranges (L3248). */
interface TextFieldTraits {
  readonly noun: string;
  readonly device: boolean;
}

/** In the order in which Explain names the first one that does not match. */
export const textFields = {
  extension: { noun: 'extension', device: true },
  extensionName: { noun: 'extension name', device: false },
  agent: { noun: 'agent', device: true },
  agentName: { noun: 'agent name', device: false },
  huntGroup: { noun: 'hunt group', device: true },
  huntGroupName: { noun: 'hunt group name', device: false },
  trunk: { noun: 'trunk', device: true },
  userName: { noun: 'user name', device: false },
  outsideNumber: { noun: 'outside number', device: false },
  ddi: { noun: 'DDI', device: false },
  dnis: { noun: 'DNIS', device: false },
  contactName: { noun: 'contact name', device: false },
  speedDialName: { noun: 'speed dial name', device: false },
  accountCode: { noun: 'account code', device: false },
  tag1: { noun: 'tag field 1', device: false },
  tag2: { noun: 'tag field 2', device: false },
  tag3: { noun: 'tag field 3', device: false },
  tag4: { noun: 'tag field 4', device: false },
  tag5: { noun: 'tag field 5', device: false },
  callId: { noun: 'call id', device: false },
  logicalCallId: { noun: 'logical call id', device: false },
} as const satisfies Partial<Record<keyof FilterSpec, TextFieldTraits>>;
export type TextField = keyof typeof textFields;

export const choices = {
  callType: ['external', 'internal'],
  direction: ['in', 'out'],
  callStatus: ['completed', 'inProgress'],
} as const satisfies Partial<Record<keyof FilterSpec, readonly string[]>>;

export const flagFields = [
  'answered',
  'lost',
  'contactMatch',
  'trunkToTrunk',
  'invalidDialledNumber',
  'serviceCodes',
] as const satisfies readonly (keyof FilterSpec)[];
export type FlagField = (typeof flagFields)[number];

/** Asked of what counts, a call, a visit or a segment as a whole, and not of each segment: `filterPopulation`. */
export const rowFields = ['shortCall'] as const satisfies readonly (keyof FilterSpec)[];
export type RowField = (typeof rowFields)[number];

export const rangeFields = ['duration', 'talk', 'ring'] as const satisfies readonly (keyof FilterSpec)[];
export type RangeField = (typeof rangeFields)[number];

type ChoiceTest = {
  [F in keyof typeof choices]: { readonly kind: 'choice'; readonly field: F; readonly value: (typeof choices)[F][number] };
}[keyof typeof choices];

/** One field that narrows. */
export type FieldTest =
  | { readonly kind: 'text'; readonly field: TextField; readonly items: readonly TextItem[] }
  | ChoiceTest
  | { readonly kind: 'flag'; readonly field: FlagField; readonly value: boolean }
  | { readonly kind: 'row'; readonly field: RowField; readonly value: boolean }
  | { readonly kind: 'range'; readonly field: RangeField; readonly from: number | null; readonly to: number | null };

/** A parsed filter: a row must pass every test. A field may stand twice after two filters were combined. */
export interface Filter {
  readonly tests: readonly FieldTest[];
  /** What real-time grids show; null = everything. They never narrow figures. */
  readonly agentStatus: FilterSpec['agentStatus'] | null;
  readonly deviceStatus: FilterSpec['deviceStatus'] | null;
}

/** A filter that lets everything pass. */
export const emptyFilter: Filter = { tests: [], agentStatus: null, deviceStatus: null };
