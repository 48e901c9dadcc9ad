import type { Device, Field } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';
import type { QueuedForm } from './shape-fields.ts';
import type { Masks, ProtocolVersion } from './version.ts';

export interface PortSettings {
  readonly version: ProtocolVersion;
  readonly queuedForm: QueuedForm;
  /** CT Gateway: several nodes, six-digit cross-references, `_NA`, `LS`. */
  readonly gateway: boolean;
  /** 0 = the port waits for ever. */
  readonly commandTimerMs: number;
  /** Least time between two global resyncs. */
  readonly resyncIntervalMs: number;
  /** A resync sends so many lines, then waits `resyncPauseMs`. */
  readonly resyncChunk: number;
  readonly resyncPauseMs: number;
  /** Licensed features: 1 events, 2 call control, 3 both. */
  readonly premium: 1 | 2 | 3;
  /** Outcome 51 is followed by the id the call has now; the manual's refusals stop after the outcome. */
  readonly tellsChangedCall: boolean;
  /** Entries in one `_MA` message. */
  readonly monitorPage: number;
}

export const defaultPortSettings: PortSettings = {
  version: 'V10.10',
  queuedForm: 18,
  gateway: false,
  commandTimerMs: 270_000,
  resyncIntervalMs: 180_000,
  resyncChunk: 40,
  resyncPauseMs: 5,
  premium: 3,
  tellsChangedCall: false,
  monitorPage: 100,
};

/** Target of a monitor: a device, or a node for type 11. */
export interface Monitor {
  readonly xref: string;
  readonly device: Device | null;
  readonly node: string;
  masks: Masks;
}

/** What the commands work on. */
export interface PortContext {
  readonly pbx: Pbx;
  readonly settings: PortSettings;
  readonly supported: Masks;
  readonly monitors: Map<string, Monitor>;
  nodeAware: boolean;
  expanded: boolean;
  /** Prints a field: text, or the device's number in the port's form. */
  readonly text: (field: Field) => string;
  /** Device named by a command, in either form; null when there is none. */
  readonly find: (reference: string) => Device | null;
  readonly monitorOf: (device: Device) => Monitor | null;
  /** Null when the port has no cross-reference left. */
  readonly addMonitor: (target: { device: Device | null; node: string }, masks: Masks) => Monitor | null;
  readonly removeMonitor: (monitor: Monitor) => void;
  readonly write: (body: string) => void;
  readonly restart: (resyncCode: '0' | '1') => void;
  readonly startResync: (code: string, devices: readonly Device[], scope: string, systemNodes: readonly string[]) => void;
  /** True when a global resync may run now; marks it. */
  readonly takeGlobalResync: () => boolean;
}

/** A command's answer goes through `reply(outcome, …fields)`. */
export interface Request {
  readonly port: PortContext;
  readonly invokeId: string;
  readonly args: readonly string[];
  readonly reply: (outcome: number | string, ...fields: string[]) => void;
}

export type Handler = (request: Request) => void;
