import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeServer, listen } from '../aws-wire/listen.ts';
import { openLevelStore } from '../dynamodb/level-store.ts';
import { openMailStore } from '../ses/mail-store.ts';
import { createMailbox } from './mailbox-service.ts';

const raw = [
  'From: Trunkline <reports@trunkline.example>',
  'To: ines@harbour.example',
  'Subject: Calls <b>yesterday</b>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=outer',
  '',
  '--outer',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Twelve calls <script>alert(1)</script>',
  '--outer',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Twelve calls</p><script>alert(1)</script><img src="http://tracker.example/x.png">',
  '--outer',
  'Content-Type: text/html; name="calls.html"',
  'Content-Disposition: attachment; filename="calls \'1\'.html"',
  '',
  '<script>alert(2)</script>',
  '--outer--',
  '',
].join('\r\n');

const dir = mkdtempSync(join(tmpdir(), 'trunkline-mailbox-'));
const events: unknown[] = [];
const level = await openLevelStore(join(dir, 'messages'), false);
const mails = await openMailStore({ level, dir: join(dir, 'mail'), keep: 2 });
const mailbox = createMailbox({
  mails,
  most: 2,
  bounced: async (event) => {
    events.push(event);
  },
  now: () => Date.UTC(2026, 0, 2),
  log: () => undefined,
});
const server = createServer((req, res) => void mailbox(req, res));
let origin = '';
const facts = (id: string) => ({
  id,
  at: Date.UTC(2026, 0, 1, 9),
  from: 'Trunkline <reports@trunkline.example>',
  to: ['ines@harbour.example'],
  cc: [],
  bcc: ['omar@harbour.example'],
  subject: 'Calls <b>yesterday</b>',
  configurationSet: 'trunkline-mail',
  tags: [
    { name: 'tenant', value: 'harbour-hotels' },
    { name: 'site', value: 'harbour-leeds' },
  ],
});

beforeAll(async () => {
  await mails.add(facts('m1'), Buffer.from(raw));
  origin = `http://127.0.0.1:${await listen(server, 0)}`;
});
afterAll(async () => {
  await closeServer(server);
  await level.close();
  rmSync(dir, { recursive: true });
});

const page = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${origin}/mailbox${path}`, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

test('the list and a mail say what was sent, and run nothing of it', async () => {
  const list = await page('');
  expect(list.text).toContain('Calls &lt;b&gt;yesterday&lt;/b&gt;');
  expect(list.text).toContain('ines@harbour.example, omar@harbour.example');
  const mail = await page('/m1');
  expect(mail.text).toContain('Twelve calls &lt;script&gt;');
  expect(mail.text).not.toContain('<script');
  expect(mail.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(mail.text).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox" src="\/mailbox\/m1\/html"/);
});

test('its page is shown in a sandbox that runs and loads nothing, attachments are files and nothing else', async () => {
  const framed = await page('/m1/html');
  expect(framed.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  );
  const attachment = await page('/m1/attachments/0');
  expect(attachment.text.trim()).toBe('<script>alert(2)</script>');
  expect(attachment.headers.get('content-type')).toBe('application/octet-stream');
  expect(attachment.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''calls%20%271%27.html");
  expect((await page('/m1/raw')).text).toBe(raw);
  for (const missing of ['/m1/attachments/1', '/m1/attachments/-1', '/m1/other', '/m9', '/..%2f..%2fissuer'])
    expect((await page(missing)).status).toBe(404);
});

test('scripts that ask for JSON get it', async () => {
  const accept = { accept: 'application/json' };
  expect(JSON.parse((await page('', accept)).text)).toMatchObject({ items: [{ id: 'm1', to: ['ines@harbour.example'] }] });
  expect(JSON.parse((await page('/m1', accept)).text)).toMatchObject({
    id: 'm1',
    text: expect.stringContaining('Twelve calls'),
    attachments: [{ name: "calls '1'.html", type: 'text/html', path: '/mailbox/m1/attachments/0' }],
  });
});

const post = (path: string, address: string, from = origin) =>
  fetch(`${origin}/mailbox${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: from },
    body: new URLSearchParams({ address }),
  });
const told = (): unknown => JSON.parse((events.at(-1) as { Records: { Sns: { Message: string } }[] }).Records[0]?.Sns.Message ?? '');

test('a bounce and a complaint reach the product as the service tells them', async () => {
  const bounced = await post('/m1/bounce', 'omar@harbour.example');
  expect([bounced.status, bounced.headers.get('location')]).toEqual([303, '/mailbox/m1?told=bounce']);
  expect(told()).toMatchObject({
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: 'omar@harbour.example' }],
      timestamp: '2026-01-02T00:00:00.000Z',
    },
    mail: {
      messageId: 'm1',
      destination: ['ines@harbour.example', 'omar@harbour.example'],
      tags: { 'ses:configuration-set': ['trunkline-mail'], tenant: ['harbour-hotels'], site: ['harbour-leeds'] },
    },
  });
  expect((await page('/m1?told=bounce')).text).toContain('role="status"');
  await post('/m1/complain', 'ines@harbour.example');
  expect(told()).toMatchObject({ eventType: 'Complaint', complaint: { complainedRecipients: [{ emailAddress: 'ines@harbour.example' }] } });
});

test('forms of other pages, other addresses and other verbs are refused', async () => {
  const before = events.length;
  expect((await post('/m1/bounce', 'ines@harbour.example', 'http://evil.example')).status).toBe(403);
  expect((await post('/m1/bounce', 'ines@harbour.example', 'null')).status).toBe(403);
  expect((await post('/m1/bounce', 'somebody@else.example')).status).toBe(400);
  expect((await post('/m1/shred', 'ines@harbour.example')).status).toBe(405);
  expect((await fetch(`${origin}/mailbox/m1`, { method: 'DELETE' })).status).toBe(405);
  expect(events).toHaveLength(before);
});

test('only the newest are kept, also on disk', async () => {
  await mails.add({ ...facts('m2'), at: facts('m2').at + 1 }, Buffer.from(raw));
  await mails.add({ ...facts('m3'), at: facts('m3').at + 2 }, Buffer.from(raw));
  expect(mails.list().map(({ id }) => id)).toEqual(['m3', 'm2']);
  await expect(mails.raw('m1')).rejects.toThrow('ENOENT');
  const again = await openMailStore({ level, dir: join(dir, 'mail'), keep: 2 });
  expect(again.list().map(({ id }) => id)).toEqual(['m3', 'm2']);
});
