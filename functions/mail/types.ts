import type { EpochMs } from '../domain/ids.ts';
import type { SiteScope } from '../identity/types.ts';

export type Place = Pick<SiteScope, 'tenant' | 'site'>;

export interface MailAttachment {
  readonly name: string;
  /** Of a file on this machine. */
  readonly path: string;
}
export interface Mail {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** Whom an answer reaches; null = nobody. */
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
  /** Names this mail: the same key gives the same Message-ID, by which one that was sent twice can be told. */
  readonly key: string;
  /** Counts towards what a site may send in a day; what tells of failures does not. */
  readonly counted: boolean;
}
export interface LeftOutAddress {
  readonly address: string;
  readonly why: string;
}
export interface SentMail {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** Addresses that are stopped. */
  readonly left: readonly LeftOutAddress[];
}

/** `bounce`: the address does not take mails; `complaint`: somebody there called one unwanted. */
export type StopReason = 'bounce' | 'complaint';
export interface StoppedAddress {
  readonly address: string;
  readonly why: StopReason;
  /** What the other side said; empty = nothing. */
  readonly detail: string;
  readonly at: EpochMs;
}
