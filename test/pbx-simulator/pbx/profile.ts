import type { Distribution } from './model.ts';

/** A PBX as data: what is programmed in it. Numbers are unique within a node. */
export interface PbxProfile {
  readonly id: string;
  readonly siteName: string;
  readonly nodes: readonly { id: string; description: string }[];
  readonly stations: readonly { number: string; name: string; description?: string; mailbox?: boolean; node?: string }[];
  readonly trunks: readonly { number: string; name: string; node?: string }[];
  readonly groups: readonly {
    number: string;
    name: string;
    type: 'ucd' | 'acd';
    distribution: Distribution;
    /** Stations of a UCD group, agent IDs of an ACD group. */
    members: readonly string[];
    noAnswerSeconds: number;
    overflowSeconds?: number;
    overflowTo?: string;
    wrapUpSeconds?: number;
    node?: string;
  }[];
  readonly agents: readonly { id: string; name: string; station: string; node?: string }[];
  readonly applications: readonly {
    number: string;
    name: string;
    role: 'announcement' | 'autoAttendant' | 'voicemail';
    playSeconds: number;
    target?: string;
    node?: string;
  }[];
  /** `weight` = share of the inbound calls that dial this number. */
  readonly ddis: readonly { number: string; name: string; target: string; weight: number }[];
  /** Texts of the 20 system do-not-disturb messages, from message 1. */
  readonly dndMessages: readonly string[];
  readonly callers: readonly { name: string; number: string }[];
  readonly accountCodes: readonly { code: string; description: string }[];
}
