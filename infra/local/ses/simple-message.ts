import { z } from 'zod';

const contentSchema = z.object({ Data: z.string() });
export const simpleMessageSchema = z.object({
  Subject: contentSchema,
  Body: z.object({ Text: contentSchema.optional(), Html: contentSchema.optional() }),
});
export type SimpleMessage = z.infer<typeof simpleMessageSchema>;

/** Words of RFC 2047, each short enough, cut between characters. */
const encodedText = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
};

const part = (type: string, text: string): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;

/** The message that the service makes of subject and texts. */
export const writeSimpleMessage = (
  message: SimpleMessage,
  head: { readonly from: string; readonly to: readonly string[]; readonly cc: readonly string[]; readonly id: string; readonly at: number },
): Buffer => {
  const { Text, Html } = message.Body;
  const parts = [
    ...(Text === undefined ? [] : [part('text/plain', Text.Data)]),
    ...(Html === undefined ? [] : [part('text/html', Html.Data)]),
  ];
  const boundary = `part-${head.id}`;
  const [only] = parts;
  const body =
    parts.length === 1 && only !== undefined
      ? only
      : `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}`).join('')}--${boundary}--\r\n`;
  const headers = [
    `From: ${head.from}`,
    `To: ${head.to.join(', ')}`,
    ...(head.cc.length === 0 ? [] : [`Cc: ${head.cc.join(', ')}`]),
    `Subject: ${encodedText(message.Subject.Data.replace(/[\r\n]+/g, ' '))}`,
    `Date: ${new Date(head.at).toUTCString()}`,
    `Message-ID: <${head.id}@email.amazonses.com>`,
    'MIME-Version: 1.0',
  ];
  return Buffer.from(`${headers.join('\r\n')}\r\n${body}`);
};
