import { escapeXml } from '../aws-wire/xml.ts';
import type { MailFacts } from '../ses/mail-store.ts';
import type { ReadMail } from './read-mail.ts';

export const mailboxPath = '/mailbox';
const e = escapeXml;
const size = (bytes: number): string =>
  bytes < 1_000 ? `${bytes} bytes` : bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
/** The time of the machine, which is that of the person who reads. */
const time = (at: number): string => {
  const date = new Date(at);
  return `<time datetime="${date.toISOString()}">${e(date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }))}</time>`;
};
const everybody = ({ to, cc, bcc }: MailFacts): readonly string[] => [...to, ...cc, ...bcc];

export const mailboxStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
a, button { font: inherit; }
a:focus-visible, button:focus-visible, iframe:focus-visible { outline: 3px solid #2a6fdb; outline-offset: 2px; }
header p, .about { color: light-dark(#444, #bbb); }
ol, ul { list-style: none; padding: 0; margin: 0; }
.mails li { border-top: 1px solid light-dark(#ccc, #555); padding: .6rem 0; display: grid; gap: 0 1rem; }
.mails a { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
pre { white-space: pre-wrap; border: 1px solid light-dark(#ccc, #555); padding: .8rem; }
iframe { width: 100%; height: 26rem; border: 1px solid light-dark(#ccc, #555); background: #fff; }
.people li { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .4rem 0; }
.people form { display: inline; }
button { padding: .3rem .8rem; min-height: 2.2rem; }
.said { border-left: 4px solid #2a6fdb; padding: .4rem .8rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${e(title)}</title><link rel="stylesheet" href="${mailboxPath}/style.css"></head>
<body>
${body}
</body>
</html>
`;

export const listPage = (mails: readonly MailFacts[], most: number): string =>
  page(
    `Mailbox (${mails.length})`,
    `<header><h1>Mailbox</h1><p>What this machine's Trunkline has sent. Nothing has left the machine; the newest ${most} are kept.</p></header>
<main>
<p><a href="${mailboxPath}">Look again</a></p>
${
  mails.length === 0
    ? '<p>Nothing has been sent yet.</p>'
    : `<ol class="mails" aria-label="Mails, newest first">${mails
        .map(
          (mail) => `<li><a href="${mailboxPath}/${mail.id}">${e(mail.subject === '' ? '(no subject)' : mail.subject)}</a>
<span class="about">To ${e(everybody(mail).join(', '))} · ${time(mail.at)} · ${size(mail.bytes)}</span></li>`,
        )
        .join('\n')}</ol>`
}
</main>`,
  );

const said: Readonly<Record<string, string>> = {
  bounce: 'was told that this address does not exist.',
  complain: 'was told that this recipient complained.',
  failed: 'could not take the message; see the logs of this stack.',
};

const field = (name: string, values: readonly string[]): string =>
  values.length === 0 ? '' : `<dt>${name}</dt><dd>${e(values.join(', '))}</dd>`;

/** One mail. `told`: what was said to the product just now, null = nothing. */
export const mailPage = ({ facts, headers, text, html, attachments }: ReadMail, told: string | null): string => {
  const at = `${mailboxPath}/${facts.id}`;
  const words = told === null ? undefined : said[told];
  return page(
    facts.subject === '' ? '(no subject)' : facts.subject,
    `<header><p><a href="${mailboxPath}">All mails</a></p><h1>${e(facts.subject === '' ? '(no subject)' : facts.subject)}</h1></header>
<main>
${words === undefined ? '' : `<p class="said" role="status">Trunkline ${words}</p>`}
<dl>${field('From', [facts.from])}${field('To', facts.to)}${field('Cc', facts.cc)}${field('Bcc', facts.bcc)}<dt>Sent</dt><dd>${time(facts.at)}</dd>${field(
      'Tags',
      facts.tags.map(({ name, value }) => `${name}=${value}`),
    )}</dl>
${html === null ? '' : `<h2>Message</h2><iframe title="Message as a page" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${at}/html"></iframe>`}
${text === null ? '' : `<h2>${html === null ? 'Message' : 'Message as text'}</h2><pre tabindex="0" aria-label="Message as text">${e(text)}</pre>`}
<h2>Attachments</h2>
${
  attachments.length === 0
    ? '<p>None.</p>'
    : `<ul>${attachments
        .map(
          ({ name, bytes }, i) =>
            `<li><a href="${at}/attachments/${i}" download>${e(name)}</a> <span class="about">${size(bytes.length)}</span></li>`,
        )
        .join('')}</ul>`
}
<h2>What comes back</h2>
<p class="about">As the recipient's server, or the recipient, would answer.</p>
<ul class="people">${[...new Set(everybody(facts))]
      .map(
        (address) =>
          `<li><span>${e(address)}</span>${[
            ['bounce', 'Bounce'],
            ['complain', 'Complain'],
          ]
            .map(
              ([kind, label]) =>
                `<form method="post" action="${at}/${kind}"><input type="hidden" name="address" value="${e(address)}"><button aria-label="${label} for ${e(address)}">${label}</button></form>`,
            )
            .join('')}</li>`,
      )
      .join('')}</ul>
<details><summary>All headers</summary><dl>${headers.map(({ name, value }) => `<dt>${e(name)}</dt><dd>${e(value)}</dd>`).join('')}</dl></details>
<p><a href="${at}/raw" download>The whole mail as a file</a> <span class="about">${size(facts.bytes)}</span></p>
</main>`,
  );
};

/** The mail's own page; its links open beside it. */
export const framedHtml = (html: string): string => `<!doctype html><meta charset="utf-8"><base target="_blank">${html}`;
