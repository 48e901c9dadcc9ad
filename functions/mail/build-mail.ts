import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './types.ts';

/** Line breaks and other control characters would begin another header. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** The same for the same key, at the sender's domain. */
export const messageIdOf = (key: string, from: string): string => {
  const domain = /@([^<>@\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
};

/**
 * By these a mail program knows one that came twice: SES writes a Message-ID of its own over ours, and leaves others alone
 * (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html). What both refer to puts them into one conversation; it is no mail.
 */
const sameOf = (key: string, from: string) => ({
  messageId: messageIdOf(key, from),
  references: messageIdOf(`${key} conversation`, from),
  own: { 'X-Trunkline-Mail': oneLine(key) },
});

/** A whole mail (RFC 5322). BCC is not in it: it goes beside it, to the mail service alone. */
export const buildMail = async (mail: Mail, from: string, at: number): Promise<Buffer> => {
  const { own, ...ids } = sameOf(mail.key, from);
  const composer = new MailComposer({
    from: { name: 'Trunkline', address: from },
    to: [...mail.to],
    cc: [...mail.cc],
    ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    date: new Date(at),
    ...ids,
    // RFC 3834: nobody's absence notice answers it.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...own },
    attachments: mail.attachments.map(({ name, path }) => ({ filename: oneLine(name), path })),
    disableUrlAccess: true,
  });
  return composer.compile().build();
};
