import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import type { SystemInfo } from './confirmations.ts';
import type { UnnumberedWithCopy } from './copy-merger.ts';
import type { Directory } from './directory.ts';
import type { OaiLine } from './line.ts';

export interface OaiTranslatorOptions {
  /** Configured devices; a node given here goes before what the PBX lists. */
  readonly devices: readonly { readonly number: string; readonly node: string | null; readonly type: string }[];
  /** Node of devices of which neither the directory nor `RS` tells one. Default `"1"`. */
  readonly defaultNode?: string;
  /**
   * Who tells the states of the link. `lines` (default, for recorded traffic): `RS` begins a start-up, which the end of a global resync
   * or the first live event ends. `session`: the session does, through `emit`.
   */
  readonly linkStates?: 'lines' | 'session';
}

export interface OaiCounters {
  lines: number;
  events: number;
  /** Copies that went on because they say more, and copies dropped. */
  copiesPassed: number;
  copiesDropped: number;
  unrecognised: number;
  confirmations: number;
  /** Jumps in the PBX's line numbers. */
  sequenceGaps: number;
  damagedPages: number;
}

/**
 * Lines of one System OAI socket, in order, to neutral events. Pure: time comes in with each line. Live sessions and replay use it
 * alike. Every event it returns has the next running index (0, 1, 2 …) in order of return; `copyOfIndex` speaks of these indexes.
 */
export interface OaiTranslator {
  /** One line of the PBX, without length and line end. Never throws. */
  line(at: number, rx: string): readonly UnnumberedWithCopy[];
  /** The same for a line already parsed. */
  accept(at: number, line: OaiLine): readonly UnnumberedWithCopy[];
  /** One command of ours: answers are understood by it. */
  sent(at: number, tx: string): void;
  /** Passes on an event the owner of the socket made; it takes the next index. */
  emit(event: UnnumberedEvent): UnnumberedWithCopy;
  /** When the tick after the present burst is due; null when none is. */
  tickDueAt(): number | null;
  /** The tick: at `tickDueAt`, or with a heartbeat at any time. In replay the next line's instant is the tick. */
  tick(at: number): UnnumberedWithCopy;
  /** The whole directory as an event; changes found later are then returned by `line`. */
  publishDirectory(at: number): UnnumberedWithCopy;
  readonly directory: Directory;
  /** Device (or `node:`) by cross-reference of the running monitors. */
  readonly monitors: ReadonlyMap<string, string>;
  /** What the last `RS` said. */
  readonly system: SystemInfo | null;
  readonly counters: Readonly<OaiCounters>;
}
