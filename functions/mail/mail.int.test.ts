import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { MessageRejected, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SNSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { silentLog } from '../runtime/log.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import { buildMail, messageIdOf } from './build-mail.ts';
import { noteFeedback } from './note-feedback.ts';
import { composeSendMail, MailRefused, mayHaveLeft } from './send-mail.ts';
import { countParams, createStoppedStore } from './stopped-store.ts';
import type { Mail } from './types.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
const dynamo = mockClient(client);
const sesClient = new SESv2Client({ region: 'eu-west-2' });
const ses = mockClient(sesClient);
const place = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') };
const now = Date.parse('2026-03-02T09:00:00Z');
const send = composeSendMail({
  ses: sesClient,
  client,
  table: 'Reports',
  from: 'reports@calls.example',
  configurationSet: 'set',
  now: () => now,
});

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mail-'));
  await writeFile(join(directory, 'file'), 'a,b\r\n');
});
afterAll(() => rm(directory, { recursive: true }));
beforeEach(() => {
  dynamo.reset();
  ses.reset();
  dynamo.on(QueryCommand).resolves({ Items: [] });
  dynamo.on(UpdateCommand).resolves({});
  ses.on(SendEmailCommand).resolves({ MessageId: 'm-1' });
});

const mail = (more: Partial<Mail> = {}): Mail => ({
  to: ['a@b.example'],
  cc: ['c@b.example'],
  bcc: ['secret@b.example'],
  replyTo: 'sue@b.example',
  subject: 'Calls of Zürich',
  text: 'Figures\n',
  html: '<p>Figures</p>',
  attachments: [],
  key: 'bakery harbour run-1',
  counted: true,
  ...more,
});

describe('a mail', () => {
  test('is whole, says whom an answer reaches, and does not show who gets it unseen', async () => {
    const raw = await buildMail(
      mail({ attachments: [{ name: 'Calls "today".csv', path: join(directory, 'file') }] }),
      'reports@calls.example',
      now,
    );
    expect(raw.toString('latin1')).not.toContain('secret@b.example');
    const parsed = await PostalMime.parse(raw);
    expect(parsed).toMatchObject({
      from: { name: 'Trunkline', address: 'reports@calls.example' },
      to: [{ address: 'a@b.example' }],
      cc: [{ address: 'c@b.example' }],
      replyTo: [{ address: 'sue@b.example' }],
      subject: 'Calls of Zürich',
      date: '2026-03-02T09:00:00.000Z',
      text: expect.stringContaining('Figures'),
      html: expect.stringContaining('<p>Figures</p>'),
      attachments: [{ filename: 'Calls "today".csv' }],
    });
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    // Of our ids SES overwrites the first.
    expect(['references', 'x-trunkline-mail'].map((name) => parsed.headers.find(({ key }) => key === name)?.value)).toEqual([
      '<b251d534d3b9e6708077feb1324b86a855d0e87d@calls.example>',
      'bakery harbour run-1',
    ]);
    expect(parsed.messageId).toBe('<4f3e4f313aaa1d2a6dc646efcdc7cadd72c475ad@calls.example>');
  });

  test('has no header but ours, whatever stands in subject and names of files', async () => {
    const attachments = [{ name: 'x\r\nX-Evil: 1', path: join(directory, 'file') }];
    const raw = await buildMail(mail({ subject: 'Hello\r\nBcc: evil@b.example\r\n\r\nbody', attachments }), 'reports@calls.example', now);
    const parsed = await PostalMime.parse(raw);
    expect(parsed.subject).toBe('Hello Bcc: evil@b.example body');
    expect(raw.toString('latin1')).not.toMatch(/^(Bcc|X-Evil):/m);
  });

  test('has the same Message-ID for the same key', () => {
    expect(messageIdOf('k', 'a@calls.example')).toBe(messageIdOf('k', 'a@calls.example'));
    expect(messageIdOf('k', 'a@calls.example')).not.toBe(messageIdOf('l', 'a@calls.example'));
  });
});

describe('sending', () => {
  test('carries tenant and site with it, each address once, and leaves stopped ones out', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [{ address: 'c@b.example', why: 'complaint', detail: '', at: now }] });
    expect(await send(place, mail({ to: ['a@b.example', 'A@b.example'], bcc: ['a@B.example'] }))).toEqual({
      messageId: 'm-1',
      to: ['a@b.example'],
      cc: [],
      bcc: [],
      maybeTwice: false,
      left: [{ address: 'c@b.example', why: 'a mail was called unwanted there on 2026-03-02' }],
    });
    expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toMatchObject({
      FromEmailAddress: 'reports@calls.example',
      Destination: { ToAddresses: ['a@b.example'], CcAddresses: [], BccAddresses: [] },
      ConfigurationSetName: 'set',
      EmailTags: [
        { Name: 'tenant', Value: 'bakery' },
        { Name: 'site', Value: 'harbour' },
      ],
    });
  });

  test('is refused beyond what a site may send in a day; what tells of failures always goes', async () => {
    dynamo.on(UpdateCommand).rejects(Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' }));
    await expect(send(place, mail())).rejects.toThrow('may go to 1,000 addresses a day');
    expect((await send(place, mail({ counted: false }))).messageId).toBe('m-1');
    expect(countParams('Reports', place, 30, now)).toMatchObject({
      Key: { pk: 'T#bakery#S#harbour#MAIL', sk: 'COUNT#2026-03-02' },
      ConditionExpression: 'attribute_not_exists(recipients) OR recipients <= :room',
      ExpressionAttributeValues: { ':more': 30, ':room': 970 },
    });
  });

  test('is noted before it is handed over, and not handed over when that fails', async () => {
    const noted: unknown[] = [];
    const note = async (recipients: unknown) => {
      expect(ses.commandCalls(SendEmailCommand)).toHaveLength(0);
      noted.push(recipients);
    };
    await send(place, mail(), note);
    expect(noted).toEqual([{ to: ['a@b.example'], cc: ['c@b.example'], bcc: ['secret@b.example'], left: [] }]);
    await expect(send(place, mail(), () => Promise.reject(new Error('overtaken')))).rejects.toThrow('overtaken');
    expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1);
  });

  test('that the client tried more than once may have been taken twice; of failures only an answer tells', async () => {
    ses.on(SendEmailCommand).resolves({ MessageId: 'm-1', $metadata: { attempts: 2 } });
    expect((await send(place, mail())).maybeTwice).toBe(true);
    const refusal = (attempts: number) => new MessageRejected({ message: 'no', $metadata: { attempts } });
    expect(
      [
        new Error('socket hang up'),
        refusal(1),
        refusal(2),
        new MailRefused('no', { cause: refusal(1) }),
        new MailRefused('no', { cause: refusal(2) }),
        new MailRefused('The mail names nobody.'),
      ].map(mayHaveLeft),
    ).toEqual([true, false, true, false, true, false]);
  });

  test('tells what will not go away from what may', async () => {
    ses.on(SendEmailCommand).rejects(Object.assign(new Error('Email address is not verified.'), { name: 'MessageRejected' }));
    await expect(send(place, mail())).rejects.toMatchObject({ name: 'MailRefused', message: expect.stringContaining('not verified') });
    ses.on(SendEmailCommand).rejects(Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' }));
    await expect(send(place, mail())).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });
});

describe('what comes back', () => {
  const tags = { tenant: ['bakery'], site: ['harbour'], 'ses:configuration-set': ['set'] };
  const timestamp = '2026-03-02T09:00:00.000Z';
  const bounce = (bounceType: string, more: object = {}) => ({
    eventType: 'Bounce',
    mail: { tags },
    bounce: { bounceType, timestamp, bouncedRecipients: [{ emailAddress: 'Gone <a@b.example>', diagnosticCode: '550 no such user' }] },
    ...more,
  });
  const told = (...messages: unknown[]): SNSEvent =>
    ({
      Records: messages.map((message) => ({
        Sns: { MessageId: 'e', Message: typeof message === 'string' ? message : JSON.stringify(message) },
      })),
    }) as SNSEvent;
  const noted = async (...messages: unknown[]) => {
    const counts: Record<string, number> = {};
    dynamo.on(PutCommand).resolves({});
    const metrics = {
      ...silentMetrics,
      count: (name: string, n: number) => {
        counts[name] = n;
      },
    };
    await noteFeedback({ stopped: createStoppedStore({ client, table: 'Reports' }), log: silentLog, metrics })(told(...messages));
    return { counts, items: dynamo.commandCalls(PutCommand).map(({ args }) => args[0].input.Item) };
  };

  test('for good, or as a complaint, stops the address at the site that the tags name', async () => {
    const complaint = {
      eventType: 'Complaint',
      mail: { tags },
      complaint: { complainedRecipients: [{ emailAddress: 'c@b.example' }], complaintFeedbackType: 'abuse', timestamp },
    };
    const { counts, items } = await noted(bounce('Permanent'), complaint);
    expect(items).toEqual([
      {
        pk: 'T#bakery#S#harbour#MAIL',
        sk: 'STOPPED#a@b.example',
        address: 'a@b.example',
        why: 'bounce',
        detail: '550 no such user',
        at: now,
      },
      { pk: 'T#bakery#S#harbour#MAIL', sk: 'STOPPED#c@b.example', address: 'c@b.example', why: 'complaint', detail: 'abuse', at: now },
    ]);
    expect(counts).toEqual({ mailAddressesStopped: 2, mailBouncesTransient: 0, mailEventsUnreadable: 0 });
  });

  test('for the moment is counted; without tags of ours, or unreadable, it stops nobody and holds up nothing', async () => {
    const { counts, items } = await noted(
      bounce('Transient'),
      '{',
      { eventType: 'Delivery' },
      bounce('Permanent', { mail: { tags: { tenant: ['BAKERY#S#x'], site: ['harbour'] } } }),
      bounce('Permanent', { mail: {} }),
    );
    expect(items).toEqual([]);
    expect(counts).toEqual({ mailAddressesStopped: 0, mailBouncesTransient: 1, mailEventsUnreadable: 4 });
  });
});
