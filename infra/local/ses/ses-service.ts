import PostalMime from 'postal-mime';
import { z } from 'zod';
import { AwsError } from '../aws-wire/aws-error.ts';
import type { Json } from '../aws-wire/json.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { createRestJsonService, type RestJsonServiceParams } from '../aws-wire/rest-json-service.ts';
import { type MailStore, newMailId } from './mail-store.ts';
import { simpleMessageSchema, writeSimpleMessage } from './simple-message.ts';

/** Of the finished message, with attachments as they are encoded. */
const maxMessageBytes = 41_943_040;
const maxRecipients = 50;

const addresses = z.array(z.string()).default([]);
const tagText = z.string().regex(/^[\w@.-]{1,256}$/, 'may have letters, digits and _ - . @, at most 256');
const sendSchema = z.object({
  FromEmailAddress: z.string({ error: 'is needed' }).min(1),
  Destination: z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }).prefault({}),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z
    .array(z.object({ Name: tagText, Value: tagText }))
    .max(50)
    .default([]),
  Content: z.union([z.object({ Raw: z.object({ Data: z.base64('must be base64') }) }), z.object({ Simple: simpleMessageSchema })]),
});

const bad = (message: string): AwsError => new AwsError('BadRequestException', message);
const addressOf = (text: string): string => /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim();
const looksLikeAddress = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+$/.test(addressOf(text));

/** Of the headers alone: the rest may be 40 MB. */
const subjectOf = async (raw: Buffer): Promise<string> => {
  const end = raw.indexOf('\r\n\r\n');
  return (await PostalMime.parse(end < 0 ? raw.subarray(0, 65_536) : raw.subarray(0, end + 4))).subject ?? '';
};

const send = async (store: MailStore, configurationSets: ReadonlySet<string>, body: Json, at: number): Promise<Json> => {
  const parsed = sendSchema.safeParse(body);
  if (!parsed.success) throw bad(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
  const { FromEmailAddress: from, Destination: destination, ConfigurationSetName: set, EmailTags, Content } = parsed.data;
  const { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc } = destination;
  const everybody = [...to, ...cc, ...bcc];
  if (everybody.length === 0) throw bad('Destination names nobody: the local stack does not read recipients out of the message');
  if (everybody.length > maxRecipients) throw bad(`Recipient count exceeds ${maxRecipients}.`);
  for (const address of [from, ...everybody]) if (!looksLikeAddress(address)) throw bad(`Illegal address: ${address}`);
  if (set !== undefined && !configurationSets.has(set))
    throw new AwsError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
  const id = newMailId();
  const raw = 'Raw' in Content ? Buffer.from(Content.Raw.Data, 'base64') : writeSimpleMessage(Content.Simple, { from, to, cc, id, at });
  if (raw.byteLength > maxMessageBytes) throw bad(`Message length is more than ${maxMessageBytes} bytes long: '${raw.byteLength}'.`);
  const subject = await subjectOf(raw);
  const tags = EmailTags.map(({ Name, Value }) => ({ name: Name, value: Value }));
  await store.add({ id, at, from, to, cc, bcc, subject, configurationSet: set ?? null, tags }, raw);
  return { MessageId: id };
};

/** SendEmail of SES version 2. Every sender is taken as verified. */
export const createSesService = (params: {
  readonly store: MailStore;
  readonly configurationSets: ReadonlySet<string>;
  readonly verify: RestJsonServiceParams['verify'];
  readonly now: () => number;
  readonly log: RestJsonServiceParams['log'];
}): HttpHandler =>
  createRestJsonService({
    // Base64 of a message that is too large must still get the service's own answer.
    maxBody: 2 * maxMessageBytes,
    verify: params.verify,
    log: params.log,
    call: ({ method, path, body, session }) => {
      if (session?.policy != null) throw new AwsError('AccessDeniedException', `${session.roleArn} may not send mail`, 403);
      if (method !== 'POST' || path.join('/') !== 'v2/email/outbound-emails')
        throw new AwsError('NotFoundException', `${method} /${path.join('/')} is not part of the local stack`, 404);
      return send(params.store, params.configurationSets, body, params.now());
    },
  });
