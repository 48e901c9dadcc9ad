import PostalMime, { type Email } from 'postal-mime';
import type { MailFacts } from '../ses/mail-store.ts';

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A mail as its reader sees it. */
export interface ReadMail {
  readonly facts: MailFacts;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);

/** Pictures that the text names by their content id become part of it, as nothing is loaded when it is shown. */
const withOwnPictures = (html: string, attachments: Email['attachments']): string =>
  attachments.reduce((text, { contentId, mimeType, content }) => {
    const id = contentId?.replace(/^<|>$/g, '') ?? '';
    if (id === '' || !/^image\/(png|jpeg|gif)$/.test(mimeType)) return text;
    return text.replaceAll(`cid:${id}`, `data:${mimeType};base64,${Buffer.from(bytesOf(content)).toString('base64')}`);
  }, html);

export const readMail = async (facts: MailFacts, raw: Uint8Array): Promise<ReadMail> => {
  const mail = await PostalMime.parse(raw);
  return {
    facts,
    headers: mail.headers.map(({ key, originalKey, value }) => ({ name: originalKey ?? key, value })),
    text: mail.text ?? null,
    html: mail.html === undefined ? null : withOwnPictures(mail.html, mail.attachments),
    attachments: mail.attachments.map(({ filename, mimeType, content }, i) => ({
      name: filename ?? `attachment-${i + 1}`,
      type: mimeType,
      bytes: bytesOf(content),
    })),
  };
};
