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
  /** Names this mail, in ASCII: the same key stands in the headers of one that was sent twice, by which it can be told. */
  readonly key: string;
  /** Counts towards what a site may send in a day; what tells of failures does not. */
  readonly counted: boolean;
}
export interface LeftOutAddress {
  readonly address: string;
  readonly why: string;
}
/** Whom a mail goes to. */
export interface MailRecipients {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** Addresses that are stopped. */
  readonly left: readonly LeftOutAddress[];
}
export interface SentMail extends MailRecipients {
  readonly messageId: string;
  /** The client of the mail service had to try more than once; what became of the first try is not known. */
  readonly maybeTwice: boolean;
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
