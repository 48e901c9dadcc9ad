import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resources } from '../../../infra/local/resources.ts';
import { createEraseRows, createEraseTexts } from '../../call-history/events.ts';
import { parseFrame } from '../../domain/batch-frame.ts';
import { type CallEvent, callEventSchema } from '../../domain/call-event.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { archivePrefix } from '../constants.ts';
import { createNumberEraser } from '../core/number-eraser.ts';
import { createEraseArchive } from '../erase-archive.ts';
import { createRebuildSiteWorld, openRebuildWorld, type RebuildSiteWorld } from '../rebuild/testing/rebuild-world.ts';
import { twoLinkDays } from '../rebuild/testing/two-link-days.ts';

let world: Awaited<ReturnType<typeof openRebuildWorld>>;
beforeAll(async () => {
  world = await openRebuildWorld();
});
afterAll(() => world.close());

const dayMs = 86_400_000;
const startAt = Date.UTC(2026, 2, 2, 9);
const whole = { from: '2026-03-01', to: '2026-03-03' };
const e164 = '+442079460123';
/** As they may occur, and a longer number that is somebody else's. */
const spellings = ['02079460123', '+442079460123', '00442079460123', '902079460123', '020 7946 0123'];
const other = '020794601234';

interface Place {
  readonly event: number;
  readonly spelling: number;
}

/** Fields of an event in which a number outside may stand, with the spellings that are the number there. */
const placesIn = (event: CallEvent): readonly (readonly [field: string, spellings: readonly number[]])[] => {
  switch (event.kind) {
    case 'originated':
      return event.callingType === 'external' ? [['callerNumber', [0, 1, 2]]] : [['dialled', [0, 3]]];
    case 'ringing':
    case 'queued':
      return event.callingType === 'external' ? [['callerNumber', [0, 1, 2]]] : [];
    case 'transferred':
      return [['destination', [0]]];
    case 'failed':
      return [['calledNumber', [0, 3]]];
    case 'dnd':
      return [['text', [0, 1, 4]]];
    default:
      return [];
  }
};
/** The same events with the number, and the name of who has it, at some places; at others the longer one. */
const withNumber = (events: readonly CallEvent[], places: readonly Place[]): readonly CallEvent[] => {
  const wanted = new Map(places.map((place) => [place.event % events.length, place.spelling]));
  return events.map((event, i) => {
    const spelling = wanted.get(i);
    const found = placesIn(event)[0];
    if (found === undefined || spelling === undefined) return event;
    const [field, fits] = found;
    const text = spelling % 7 === 0 ? other : (spellings[fits[spelling % fits.length] ?? 0] ?? '');
    const name = field === 'callerNumber' && text !== other ? { callerName: 'Marta Quint' } : {};
    return callEventSchema.parse({ ...event, [field]: text, ...name });
  });
};
const unreadable = (events: readonly CallEvent[], link: string): readonly CallEvent[] =>
  spellings.map((text, i) =>
    callEventSchema.parse({
      v: 1,
      kind: 'unrecognised',
      link,
      seq: events.length + i + 1,
      at: (events.at(-1)?.at ?? 0) + i,
      node: '1',
      resync: null,
      copyOf: null,
      raw: `001,ZZ,,${text},94101,${other}`,
      reason: 'no such event',
    }),
  );

const objectsOf = async (one: RebuildSiteWorld) => {
  const prefix = archivePrefix(one.owner.tenant, one.owner.site);
  const { Contents } = await world.s3.send(new ListObjectsV2Command({ Bucket: resources.eventsBucket, Prefix: prefix }));
  return Promise.all(
    (Contents ?? []).map(async ({ Key }) => {
      const { Body, Metadata } = await world.s3.send(new GetObjectCommand({ Bucket: resources.eventsBucket, Key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const events: CallEvent[] = [];
      const flags: boolean[] = [];
      let text = '';
      for (let offset = 0; offset < bytes.length; ) {
        const frame = parseFrame(bytes, offset);
        const body = gunzipSync(frame.body).toString();
        text += body;
        events.push(...body.split('\n').map((line) => callEventSchema.parse(JSON.parse(line))));
        flags.push(frame.header.erasedAt !== undefined);
        offset = frame.end;
      }
      const { 'erased-at': erasedAt, ...metadata } = Metadata ?? {};
      return { key: Key, metadata, text, flags, erasedAt, envelopes: events.map(({ kind, seq, at, link }) => ({ kind, seq, at, link })) };
    }),
  );
};
const holds = (text: string): readonly string[] =>
  spellings.filter((one) => new RegExp(`(?<!\\d)${one.replace('+', '\\+')}(?!\\d)`).test(text));

class Killed extends Error {
  override readonly name = 'Killed';
}
const eraseArchive = (one: RebuildSiteWorld, configs: readonly SiteConfig[], puts = Number.POSITIVE_INFINITY, dryRun = false) => {
  let left = puts;
  const client = {
    send: (command: object) => {
      if (command.constructor.name === 'PutObjectCommand') left -= 1;
      return left < 0 ? Promise.reject(new Killed()) : world.s3.send(command as never);
    },
  };
  return createEraseArchive({ client: client as never, bucket: resources.eventsBucket, now: () => 1_000 })({
    prefix: archivePrefix(one.owner.tenant, one.owner.site),
    eraser: createNumberEraser(e164, configs),
    dryRun,
    onProgress: () => {},
  });
};
const eraseHistory = async (one: RebuildSiteWorld, configs: readonly SiteConfig[]): Promise<number> => {
  const subject = { kind: 'number', e164, eraser: createNumberEraser(e164, configs) } as const;
  const deps = { client: world.dynamo, table: resources.historyTable, dryRun: false };
  const hours = new Set((await one.items()).filter(({ row }) => row !== undefined).map(({ sk }) => sk.slice(0, 13)));
  let { rows } = await createEraseTexts(deps)(one.owner, subject);
  for (const hour of hours) rows += (await createEraseRows(deps)(one.owner, hour, subject)).rows;
  return rows;
};

let sites = 0;
test('erased archive: no spelling of the number in it, everything else as it was; rebuilt, it is the erased history', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 100_000 }),
      fc.array(fc.record<Place>({ event: fc.nat(5_000), spelling: fc.nat(1_000) }), { minLength: 120, maxLength: 200 }),
      fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 8 }),
      fc.nat(6),
      async (seed, places, sizes, puts) => {
        const sample = twoLinkDays(seed, startAt, 1, 14);
        const contacts = [{ name: 'Marta Quint', numbers: [e164] }];
        const configs = sample.configs.map((config) => siteConfigSchema.parse({ ...config, contacts }));
        sites += 1;
        const one = createRebuildSiteWorld(world, {
          site: `quay-${sites}`,
          configs,
          days: { from: startAt - dayMs, to: startAt + 2 * dayMs },
        });
        for (const [link, told] of sample.links.entries()) {
          const named = withNumber(told, places);
          const events = [...named, ...unreadable(named, named[0]?.link ?? '')];
          for (let from = 0, i = link; from < events.length; i += 1) {
            const size = sizes[i % sizes.length] ?? 10;
            await one.deliver([one.frame(events.slice(from, from + size))], { version: 1 + (i % 3) });
            from += size;
          }
        }
        await one.project();
        const before = await objectsOf(one);
        const rowsBefore = await one.rows();
        expect(holds(before.map(({ text }) => text).join('\n')).length).toBeGreaterThan(3);
        expect(rowsBefore.join('\n')).toContain('Marta Quint');

        const dry = await eraseArchive(one, configs, 0, true);
        await expect(eraseArchive(one, configs, puts % Math.max(1, dry.objectsRewritten))).rejects.toThrow(Killed);
        await eraseArchive(one, configs);
        expect(await eraseArchive(one, configs)).toMatchObject({ objects: before.length, objectsRewritten: 0, events: 0, unreadable: [] });
        const after = await objectsOf(one);
        for (const [i, object] of after.entries()) {
          const old = before[i];
          expect(holds(object.text)).toEqual([]);
          expect(object.text).not.toContain('Marta');
          expect({ key: object.key, metadata: object.metadata, envelopes: object.envelopes }).toEqual({
            key: old?.key,
            metadata: old?.metadata,
            envelopes: old?.envelopes,
          });
          expect(object.text.split(other).length).toBe(old?.text.split(other).length);
          expect(object.flags.includes(true)).toBe(object.text !== old?.text);
          expect(object.erasedAt !== undefined).toBe(object.text !== old?.text);
        }

        expect(await eraseHistory(one, configs)).toBeGreaterThan(3);
        const erased = await one.rows();
        expect(holds(erased.join('\n'))).toEqual([]);
        expect(erased.join('\n')).not.toContain('Marta');
        const untouched = rowsBefore.filter((row) => holds(row).length === 0 && !row.includes('442079460123'));
        expect(erased).toEqual(expect.arrayContaining(untouched));
        const rebuilt = await one.rebuild({ ...whole, dryRun: true });
        expect(rebuilt.problems).toEqual([]);
        expect(rebuilt.changes.map(({ what, kind, id, fields }) => ({ what, kind, id, fields }))).toEqual([]);
      },
    ),
    { numRuns: 2, endOnFailure: true },
  );
}, 180_000);
