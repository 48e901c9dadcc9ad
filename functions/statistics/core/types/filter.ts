/**
 * A filter as people write and store it: texts in the mini-language (`1000-1005,!1003,18%5,2000+`), choices, ranges of durations. An
 * absent field does not narrow. All fields must match (and); within a text field the alternatives are any-of (manual chapter 7).
 */
export interface FilterSpec {
  readonly extension?: string;
  readonly extensionName?: string;
  readonly agent?: string;
  readonly agentName?: string;
  readonly huntGroup?: string;
  readonly huntGroupName?: string;
  readonly trunk?: string;
  readonly userName?: string;
  readonly outsideNumber?: string;
  readonly ddi?: string;
  readonly dnis?: string;
  readonly direction?: 'in' | 'out';
  readonly callType?: 'external' | 'internal';
  readonly callStatus?: 'completed' | 'inProgress' | 'recorded' | 'notRecorded';
  /** Of the segment; on templates of calls a call with any such segment (rule set 1 §8.6). */
  readonly answered?: boolean;
  /** Ours, for the built-in filter of lost calls: the one segment against which a lost call counts. */
  readonly lost?: boolean;
  /** Of what is counted as a whole, as Short Calls count it; segments pass either way (L9815). */
  readonly shortCall?: boolean;
  readonly duration?: DurationRange;
  readonly talk?: DurationRange;
  readonly ring?: DurationRange;
  readonly contactName?: string;
  readonly contactMatch?: boolean;
  readonly speedDialName?: string;
  readonly accountCode?: string;
  readonly tag1?: string;
  readonly tag2?: string;
  readonly tag3?: string;
  readonly tag4?: string;
  readonly tag5?: string;
  readonly callId?: string;
  readonly logicalCallId?: string;
  readonly trunkToTrunk?: boolean;
  readonly invalidDialledNumber?: boolean;
  readonly serviceCodes?: boolean;
  /** Real-time grids only; they never narrow figures. */
  readonly agentStatus?: readonly ('loggedOut' | 'free' | 'ringing' | 'busy' | 'dnd' | 'wrap')[];
  readonly deviceStatus?: readonly ('idle' | 'ringing' | 'busy' | 'held' | 'offline')[];
  /**
   * Ours: more that must match as well, where two filters narrow the same field (view and tile, tile and row). Programs write it, one level
   * deep and without statuses; people do not.
   */
  readonly and?: readonly FilterSpec[];
}

/** Whole milliseconds, both inclusive; null = open. */
export interface DurationRange {
  readonly from: number | null;
  readonly to: number | null;
}
