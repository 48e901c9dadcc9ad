import type { DemoReseller } from './demo-data.ts';

export interface ReadyUser {
  readonly role: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly tenant: string | null;
}

/** What `npm start -- --json` prints: addresses, the demo reseller's people and sites, and those of another reseller apart. */
export interface ReadyLine {
  readonly ready: true;
  readonly url: string;
  /** Routes begin with `/v1` below it. */
  readonly api: string;
  readonly ws: string;
  readonly users: readonly ReadyUser[];
  readonly sites: readonly { readonly tenant: string; readonly site: string }[];
  readonly otherReseller: Pick<ReadyLine, 'users' | 'sites'>;
}

export const sitesOf = ({ customers }: DemoReseller): readonly { readonly tenant: string; readonly site: string }[] =>
  customers.flatMap(({ tenant, sites }) => sites.map(({ site }) => ({ tenant, site })));

/** The same for people. */
export const friendlyText = (line: ReadyLine, seconds: string): string => {
  const width = Math.max(...line.users.map((u) => u.email.length));
  const people = [...line.users, ...line.otherReseller.users].map(
    (u) => `    ${u.role.padEnd(14)} ${u.email.padEnd(width)}  ${u.password}`,
  );
  return ['', `  Trunkline is ready after ${seconds} s:  ${line.url}`, '', '  Log in as', ...people, '', '  Ctrl+C stops it.', ''].join(
    '\n',
  );
};
