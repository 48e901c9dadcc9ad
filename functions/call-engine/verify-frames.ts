import { BatchFrameError, type BatchHeader, parseFrame } from '../domain/batch-frame.ts';
import type { AgentKey } from '../edge-agents/agent-keys.ts';
import type { Owner, RejectionReason } from './ports.ts';

export interface VerifiedFrame extends Owner {
  readonly header: BatchHeader;
  /** The frame unchanged, as it came: what goes to the archive. */
  readonly bytes: Uint8Array;
  readonly body: Uint8Array;
}
export interface PoisonFrame {
  readonly reason: RejectionReason;
  readonly detail: string;
  readonly owner: Owner | null;
  readonly header: BatchHeader | null;
  readonly bytes: Uint8Array;
}
export interface VerifiedRecord {
  readonly frames: readonly VerifiedFrame[];
  readonly poison: readonly PoisonFrame[];
}

const reasonOf: Readonly<Record<BatchFrameError['code'], RejectionReason>> = {
  'frame.magic': 'notAFrame',
  'frame.truncated': 'truncated',
  'frame.header': 'badHeader',
  'frame.tooLarge': 'tooLarge',
};

/** An agent sends one frame a record. After this many bad ones the rest of a record is put aside unread, so that none costs thousands of writes. */
const poisonPerRecord = 16;

/**
 * Splits a record into its frames and proves the origin of each: the signature must fit the named agent's key, and tenant and site are
 * that key's. A signature that does not fit proves nothing, so its frame is attributed to nobody.
 */
export const createVerifyFrames =
  (deps: {
    readonly findKey: (agent: string) => Promise<AgentKey | null>;
    readonly verify: (key: AgentKey, signed: Uint8Array, signature: Uint8Array) => boolean;
  }) =>
  async (record: Uint8Array): Promise<VerifiedRecord> => {
    const frames: VerifiedFrame[] = [];
    const poison: PoisonFrame[] = [];
    let offset = 0;
    do {
      if (poison.length >= poisonPerRecord) {
        const bytes = record.subarray(offset);
        const detail = `${bytes.length} bytes behind ${poisonPerRecord} rejected frames of the same record`;
        poison.push({ reason: 'tooLarge', detail, owner: null, header: null, bytes });
        break;
      }
      let parsed: ReturnType<typeof parseFrame>;
      try {
        parsed = parseFrame(record, offset);
      } catch (error) {
        if (!(error instanceof BatchFrameError)) throw error;
        poison.push({ reason: reasonOf[error.code], detail: error.message, owner: null, header: null, bytes: record.subarray(offset) });
        break;
      }
      const { header } = parsed;
      const bytes = record.subarray(offset, parsed.end);
      offset = parsed.end;
      const key = await deps.findKey(header.agent);
      if (key === null) {
        poison.push({ reason: 'unknownAgent', detail: `no agent "${header.agent}" is enrolled`, owner: null, header, bytes });
        continue;
      }
      if (!deps.verify(key, parsed.signed, parsed.signature)) {
        poison.push({ reason: 'badSignature', detail: `the signature is not that of agent "${header.agent}"`, owner: null, header, bytes });
        continue;
      }
      const owner: Owner = { tenant: key.tenant, site: key.site };
      if (key.revokedAt !== null)
        poison.push({ reason: 'revokedAgent', detail: `the key of agent "${header.agent}" is revoked`, owner, header, bytes });
      else frames.push({ ...owner, header, bytes, body: parsed.body });
    } while (offset < record.length);
    return { frames, poison };
  };
