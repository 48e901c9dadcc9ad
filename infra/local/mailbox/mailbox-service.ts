import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodedName } from '../../../functions/runtime/encoded-name.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { readBody } from '../aws-wire/read-body.ts';
import type { Invoke } from '../lambda/invoke.ts';
import { type FeedbackKind, feedbackEvent, feedbackKinds } from '../ses/feedback-event.ts';
import type { MailFacts, MailStore } from '../ses/mail-store.ts';
import { framedHtml, listPage, mailboxPath, mailboxStyle, mailPage } from './mailbox-pages.ts';
import { type ReadMail, readMail } from './read-mail.ts';

export interface MailboxParams {
  readonly mails: MailStore;
  /** How many are kept. */
  readonly most: number;
  /** The function that hears of bounces and complaints; undefined = it is not there. */
  readonly bounced: Invoke | undefined;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

const ownPolicy = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** No program, nothing loaded from anywhere: a mail may carry what others wrote. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const send = (
  res: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void => {
  res
    .writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'content-security-policy': ownPolicy,
      'x-content-type-options': 'nosniff',
      // Not no-referrer: with it the browser would send forms without their origin.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      ...headers,
    })
    .end(res.req.method === 'HEAD' ? undefined : body);
};
const html = 'text/html; charset=utf-8';
const plain = (res: ServerResponse, status: number, text: string): void => send(res, status, 'text/plain; charset=utf-8', text);
const asFile = (name: string): Readonly<Record<string, string>> => ({
  'content-disposition': `attachment; filename*=UTF-8''${encodedName(name)}`,
});

const asData = ({ facts, headers, text, html: page, attachments }: ReadMail): unknown => ({
  ...facts,
  headers,
  text,
  html: page,
  attachments: attachments.map(({ name, type, bytes }, i) => ({
    name,
    type,
    bytes: bytes.length,
    path: `${mailboxPath}/${facts.id}/attachments/${i}`,
  })),
});

const wantsData = (req: IncomingMessage): boolean => (req.headers.accept ?? '').startsWith('application/json');
const isFeedbackKind = (text: string | undefined): text is FeedbackKind => feedbackKinds.some((kind) => kind === text);

/** A form of a stranger's page would carry another origin, or none at all. */
const ownForm = (req: IncomingMessage): boolean => req.headers.origin === `http://${req.headers.host ?? ''}`;

/** Everything the stack has sent, to be looked at: pages for people, the same as JSON for scripts that ask for it. */
export const createMailbox = (params: MailboxParams): HttpHandler => {
  const { mails, now, log } = params;

  const tell = async (req: IncomingMessage, res: ServerResponse, mail: MailFacts, kind: FeedbackKind): Promise<void> => {
    if (!ownForm(req)) return plain(res, 403, 'Forms of other pages are not taken here.\n');
    const address = new URLSearchParams((await readBody(req, 4_096)).toString('utf8')).get('address') ?? '';
    if (![...mail.to, ...mail.cc, ...mail.bcc].includes(address)) return plain(res, 400, 'The mail did not go to this address.\n');
    let told: string = kind;
    try {
      if (params.bounced === undefined) throw new Error('there is no function for it');
      await params.bounced(feedbackEvent({ kind, mail, subject: mail.subject, address, at: now() }));
    } catch (error) {
      log(`${kind} of ${mail.id} was not taken`, error);
      told = 'failed';
    }
    res.writeHead(303, { location: `${mailboxPath}/${mail.id}?told=${told}` }).end();
  };

  const show = async (req: IncomingMessage, res: ServerResponse, facts: MailFacts, rest: readonly string[]): Promise<void> => {
    const raw = await mails.raw(facts.id);
    const [what, which] = rest;
    if (what === 'raw') return send(res, 200, 'message/rfc822', raw, asFile(`${facts.id}.eml`));
    const mail = await readMail(facts, raw);
    if (what === undefined) {
      const told = new URL(req.url ?? '/', 'http://localhost').searchParams.get('told');
      return wantsData(req) ? send(res, 200, 'application/json', JSON.stringify(asData(mail))) : send(res, 200, html, mailPage(mail, told));
    }
    if (what === 'html' && mail.html !== null)
      return send(res, 200, html, framedHtml(mail.html), { 'content-security-policy': mailPolicy, 'referrer-policy': 'no-referrer' });
    const attachment = what === 'attachments' ? mail.attachments[Number(which)] : undefined;
    if (attachment === undefined) return plain(res, 404, 'There is nothing at this address.\n');
    send(res, 200, 'application/octet-stream', attachment.bytes, asFile(attachment.name));
  };

  return async (req, res) => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    const [id, ...rest] = path
      .slice(mailboxPath.length)
      .split('/')
      .filter((part) => part !== '');
    const reading = req.method === 'GET' || req.method === 'HEAD';
    if (id === undefined) {
      if (!reading) return plain(res, 405, 'Only GET is possible here.\n');
      return wantsData(req)
        ? send(res, 200, 'application/json', JSON.stringify({ items: mails.list() }))
        : send(res, 200, html, listPage(mails.list(), params.most));
    }
    if (id === 'style.css') return send(res, 200, 'text/css; charset=utf-8', mailboxStyle);
    const facts = mails.find(id);
    if (facts === null) return plain(res, 404, 'There is no such mail; it may be among those that are no longer kept.\n');
    if (reading) return show(req, res, facts, rest);
    const [kind] = rest;
    if (req.method !== 'POST' || !isFeedbackKind(kind)) return plain(res, 405, 'Only GET is possible here.\n');
    return tell(req, res, facts, kind);
  };
};
