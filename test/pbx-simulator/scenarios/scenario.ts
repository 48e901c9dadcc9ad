import type { PbxSettings } from '../pbx/core.ts';
import type { Call } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';

/** What a step works with: the PBX, and the calls earlier steps named. */
export interface Stage {
  readonly pbx: Pbx;
  /** Remembers a call under a name. @throws Error when there is none (all trunks taken, unknown number). */
  keep(name: string, call: Call | null): void;
  /** @throws Error when no step kept one of that name. */
  call(name: string): Call;
}

export interface Step {
  /** Seconds from the scenario's start. */
  readonly at: number;
  readonly run: (stage: Stage) => void;
}

/** A story told to the PBX: who does what when. Device numbers are those of the profile. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Default `harbour`. */
  readonly profile?: 'harbour' | 'mill';
  readonly settings?: Partial<PbxSettings>;
  /** Before anybody is connected: agents log on, forwards are set. */
  readonly setup?: (pbx: Pbx) => void;
  readonly steps: readonly Step[];
  /** Seconds to go on after the last step; default 5. */
  readonly tail?: number;
}
