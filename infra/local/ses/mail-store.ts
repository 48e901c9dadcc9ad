import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LevelStore } from '../dynamodb/level-store.ts';
import { writeFileAtomic } from '../files/write-file-atomic.ts';

const mailFactsSchema = z.object({
  id: z.string(),
  /** Epoch ms. */
  at: z.number(),
  from: z.string(),
  /** Whom it goes to, whatever its own headers say. */
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  subject: z.string(),
  configurationSet: z.string().nullable(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
  bytes: z.int(),
});
/** Everything about a mail that was sent but the mail itself. */
export type MailFacts = z.infer<typeof mailFactsSchema>;

/** Mails that were sent. Nothing leaves the machine: the newest `keep` are files here, to be looked at. */
export interface MailStore {
  /** Resolves when it is on disk. */
  add(facts: Omit<MailFacts, 'bytes'>, raw: Uint8Array): Promise<void>;
  /** Newest first. */
  list(): readonly MailFacts[];
  find(id: string): MailFacts | null;
  raw(id: string): Promise<Buffer>;
}

const prefix = 'MAIL#';
const keyOf = (facts: MailFacts): string => `${prefix}${String(facts.at).padStart(14, '0')}#${facts.id}`;

/** Ids as the service makes them. */
export const newMailId = (): string => `0102${randomUUID()}-000000`;

/** The file comes first, then its row, so that a row always has its file; files without a row are left-overs of a crash and go. */
export const openMailStore = async (params: {
  readonly level: LevelStore;
  readonly dir: string;
  readonly keep: number;
}): Promise<MailStore> => {
  const { level, dir, keep } = params;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const mails = new Map<string, MailFacts>();
  for await (const [, text] of level.entries({ gt: prefix, lt: `${prefix}\uffff` })) {
    const facts = mailFactsSchema.parse(JSON.parse(text));
    mails.set(facts.id, facts);
  }
  const fileOf = (id: string): string => join(dir, `${id}.eml`);
  for (const name of await readdir(dir)) if (!mails.has(name.replace(/\.eml$/, ''))) await rm(join(dir, name), { force: true });

  return {
    add: async (given, raw) => {
      const facts = { ...given, bytes: raw.byteLength };
      await writeFileAtomic(fileOf(facts.id), raw, 0o600);
      mails.set(facts.id, facts);
      const old = [...mails.values()].slice(0, Math.max(0, mails.size - keep));
      for (const { id } of old) mails.delete(id);
      await level.enqueue([
        { type: 'put', key: keyOf(facts), value: JSON.stringify(facts) },
        ...old.map((one) => ({ type: 'del', key: keyOf(one) }) as const),
      ]);
      for (const { id } of old) await rm(fileOf(id), { force: true });
    },
    list: () => [...mails.values()].reverse(),
    find: (id) => mails.get(id) ?? null,
    raw: (id) => readFile(fileOf(id)),
  };
};
