import type { Device, Field } from './model.ts';

export interface DeviceCopy {
  readonly monitored: Device;
  /** Fields after the cross-reference. */
  readonly fields: readonly Field[];
}

/** One finished call as the SMDR port prints it. */
export interface FinishedCall {
  readonly node: string;
  readonly type: 'IN' | 'TLC' | 'IC';
  readonly extension: string;
  readonly trunk: string;
  readonly number: string;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** What the PBX has to say, before any client's monitors, filters and version shape it. */
export type RaisedEvent =
  | { readonly kind: 'device'; readonly code: string; readonly copies: readonly DeviceCopy[] }
  | { readonly kind: 'system'; readonly code: string; readonly node: string; readonly fields: readonly Field[] }
  | { readonly kind: 'nodeLink'; readonly node: string; readonly up: boolean; readonly reason: number }
  | { readonly kind: 'monitorEnded'; readonly device: Device; readonly cause: number }
  | { readonly kind: 'powerUp' }
  | { readonly kind: 'finished'; readonly call: FinishedCall };

/** For traffic generators and tests: what happened in the model, without copies. */
export type Signal = 'ringing' | 'queued' | 'answered' | 'failed' | 'ended';
