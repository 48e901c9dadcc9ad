import { type SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { buildMail } from './build-mail.ts';
import { recipientsPerDay } from './constants.ts';
import { MailRefused } from './mail-refused.ts';
import { createStoppedStore, type StoppedStore } from './stopped-store.ts';
import type { LeftOutAddress, Mail, MailRecipients, Place, SentMail, StoppedAddress } from './types.ts';

/**
 * @param handOver called when all is ready and the mail service is about to be asked, so that it can be noted before; what it throws keeps the mail back
 * @throws MailRefused with the reason; anything else may go away by itself, and of it `mayHaveLeft` says whether the mail may be gone
 */
export type SendMail = (place: Place, mail: Mail, handOver?: (recipients: MailRecipients) => Promise<void>) => Promise<SentMail>;

type Recipients = Pick<Mail, 'to' | 'cc' | 'bcc'>;

/** The tags bring a bounce back to its site: by the address alone nobody could tell whose mail it was. */
const sendEmailParams = (
  place: Place,
  { to, cc, bcc }: Recipients,
  raw: Uint8Array,
  sender: { readonly from: string; readonly configurationSet: string },
): SendEmailCommandInput => ({
  FromEmailAddress: sender.from,
  Destination: { ToAddresses: [...to], CcAddresses: [...cc], BccAddresses: [...bcc] },
  Content: { Raw: { Data: raw } },
  ConfigurationSetName: sender.configurationSet,
  EmailTags: [
    { Name: 'tenant', Value: place.tenant },
    { Name: 'site', Value: place.site },
  ],
});

const whyWords = ({ why, at }: StoppedAddress): string =>
  `${why === 'bounce' ? 'mails to it came back' : 'a mail was called unwanted there'} on ${new Date(at).toISOString().slice(0, 10)}`;

/** Each address once, in the first of the three it stands in, without those that are stopped. */
const withoutStopped = (mail: Recipients, stopped: readonly StoppedAddress[]): MailRecipients => {
  const byAddress = new Map(stopped.map((one) => [one.address.toLowerCase(), one]));
  const left: LeftOutAddress[] = [];
  const seen = new Set<string>();
  const keep = (addresses: readonly string[]): readonly string[] =>
    addresses.filter((address) => {
      const key = address.toLowerCase();
      if (seen.has(key)) return false;
      seen.add(key);
      const found = byAddress.get(key);
      if (found !== undefined) left.push({ address, why: whyWords(found) });
      return found === undefined;
    });
  const [to, cc, bcc] = [keep(mail.to), keep(mail.cc), keep(mail.bcc)];
  return { to, cc, bcc, left };
};

/** What the mail service will answer to the same mail tomorrow as well. */
const refusals: Readonly<Record<string, string>> = {
  MessageRejected: 'the mail service refused the mail',
  BadRequestException: 'the mail service refused the mail',
  MailFromDomainNotVerifiedException: 'the sender’s domain is not set up with the mail service',
  AccountSuspendedException: 'sending is suspended at the mail service',
  SendingPausedException: 'sending is paused at the mail service',
};

export const createSendMail = (deps: {
  readonly ses: Pick<SESv2Client, 'send'>;
  readonly stopped: Pick<StoppedStore, 'list' | 'count'>;
  readonly from: string;
  readonly configurationSet: string;
  readonly now: () => number;
}): SendMail => {
  const { ses, stopped, now } = deps;
  return async (place, mail, handOver) => {
    const wanted = withoutStopped(mail, await stopped.list(place));
    const { to, cc, bcc, left } = wanted;
    const addresses = to.length + cc.length + bcc.length;
    if (addresses === 0)
      throw new MailRefused(
        left.length === 0
          ? 'The mail names nobody.'
          : `All addresses are stopped: ${left.map(({ address, why }) => `${address} (${why})`).join(', ')}.`,
      );
    if (mail.counted && !(await stopped.count(place, addresses, now())))
      throw new MailRefused(
        `The mails of the site may go to ${recipientsPerDay.toLocaleString('en-GB')} addresses a day, and today's have; days are those of UTC.`,
      );
    const raw = await buildMail({ ...mail, to, cc, bcc }, deps.from, now());
    await handOver?.(wanted);
    try {
      const { MessageId = '', $metadata } = await ses.send(new SendEmailCommand(sendEmailParams(place, wanted, raw, deps)));
      return { ...wanted, messageId: MessageId, maybeTwice: ($metadata?.attempts ?? 1) > 1 };
    } catch (error) {
      const refusal = error instanceof Error ? refusals[error.name] : undefined;
      if (refusal === undefined || !(error instanceof Error)) throw error;
      throw new MailRefused(`Not sent, as ${refusal}: ${error.message}`, { cause: error });
    }
  };
};

/** Published door of mail: as one environment composes it. `table` = the reports table. */
export const composeSendMail = (deps: {
  readonly ses: Pick<SESv2Client, 'send'>;
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly from: string;
  readonly configurationSet: string;
  readonly now: () => number;
}): SendMail => createSendMail({ ...deps, stopped: createStoppedStore(deps) });

export { attachedBytesAtMost } from './constants.ts';
export { MailRefused } from './mail-refused.ts';
export { mayHaveLeft } from './may-have-left.ts';
export type { Mail, MailRecipients, SentMail } from './types.ts';
