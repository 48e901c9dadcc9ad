import type { DemoReseller } from './demo-data.ts';

export interface ReadyUser {
  readonly role: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** What `npm start -- --json` prints: addresses, and the demo reseller's people and sites. Scripts rely on these names and no others. */
export interface ReadyLine {
  readonly ready: true;
  readonly url: string;
  /** Routes begin with `/v1` below it. */
  readonly api: string;
  readonly ws: string;
  /** Page with what was sent; asked for JSON it gives that. */
  readonly mailbox: string;
  readonly users: readonly ReadyUser[];
  readonly sites: readonly { readonly tenant: string; readonly site: string }[];
}

export const sitesOf = ({ customers }: DemoReseller): readonly { readonly tenant: string; readonly site: string }[] =>
  customers.flatMap(({ tenant, sites }) => sites.map(({ site }) => ({ tenant, site })));

/** The same for people, with those of a second reseller, to see that nobody sees the other's calls. */
export const friendlyText = (line: ReadyLine, others: readonly ReadyUser[], seconds: string): string => {
  const users = [...line.users, ...others];
  const width = Math.max(...users.map((u) => u.email.length));
  const people = users.map((u) => `    ${u.role.padEnd(14)} ${u.email.padEnd(width)}  ${u.password}`);
  return [
    '',
    `  Trunkline is ready after ${seconds} s:  ${line.url}`,
    `  mail: ${line.mailbox}`,
    '',
    '  Log in as',
    ...people,
    '',
    '  Ctrl+C stops it.',
    '',
  ].join('\n');
};
