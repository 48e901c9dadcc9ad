import { epochMs } from '../../../functions/domain/ids.ts';
import type { StatusRow } from '../../../functions/domain/segment.ts';
import { siteConfigSchema } from '../../../functions/domain/site-config.ts';
import { createRandom, type Random } from '../../pbx-simulator/index.ts';
import { inventCall, type Places } from './invented-calls.ts';
import type { SiteRows } from './site-rows.ts';

const siteId = 'invented';
const extensions = ['301', '302', '303', '304', '305', '306'];
const groups = ['390', '391'];
const trunks = ['T1', 'T2', 'T3'];
const codes = Array.from({ length: 10 }, (_, i) => String(4001 + i));
const agents: Readonly<Record<string, string>> = { '301': '61', '302': '62', '303': '63' };
const users: Readonly<Record<string, string>> = { '301': 'ua', '302': 'ub', '304': 'ub', '305': 'uc' };

const config = siteConfigSchema.parse({
  id: siteId,
  timeZone: 'Europe/London',
  resetTime: '01:30',
  devices: [
    ...extensions.map((number) => ({ number, type: 'extension' })),
    ...groups.map((number) => ({ number, type: 'huntGroup' })),
    ...trunks.map((number) => ({ number, type: 'trunk' })),
    ...Object.values(agents).map((number) => ({ number, type: 'agent' })),
  ],
  users: [
    { id: 'ua', name: 'User ua', extensions: ['301'], agents: ['61'] },
    { id: 'ub', name: 'User ub', extensions: ['302', '304'], agents: ['62'] },
    { id: 'uc', name: 'User uc', extensions: ['305'] },
  ],
  settings: {
    accountCodes: codes.map((code) => ({ code })),
    serviceLevelFormula: 'F4',
    serviceLevelSeconds: 15,
    ringCategories: [1, 5, 10, 20, 40, 60],
    callRatePeriodMinutes: 15,
    returnWindowDays: 0.25,
    ignoreAbandoned: true,
    abandonedSeconds: 7,
  },
});

const numbers: Places['numbers'] = [
  ...Array.from({ length: 12 }, (_, i) => ({
    raw: `0770090012${i}`,
    e164: `+44770090012${i}`,
    contact: i % 4 === 0 ? `Contact ${i}` : null,
  })),
  { raw: null, e164: null, contact: null },
  { raw: '7', e164: null, contact: null },
  { raw: '99-88', e164: null, contact: null },
  { raw: 'anonymous', e164: null, contact: null },
];

/** Two agents' and four phones' day: on duty, at work, in all twenty states of do not disturb. */
const inventStatus = (random: Random, from: number, to: number): StatusRow[] => {
  const rows: StatusRow[] = [];
  const row = (kind: 'acd' | 'dnd', status: StatusRow['status'], at: number, extension: string, more: Partial<StatusRow> = {}): void => {
    rows.push({
      statusId: `i${rows.length}`,
      siteId,
      kind,
      status,
      at: epochMs(at),
      agent: kind === 'acd' ? (agents[extension] ?? null) : null,
      agentName: null,
      extension,
      extensionName: `Phone ${extension}`,
      huntGroup: null,
      huntGroupName: null,
      dndNumber: null,
      dndMessage: null,
      dndText: null,
      carriedOver: false,
      ...more,
    });
  };
  for (const extension of ['301', '302', '305']) {
    const isAgent = extension !== '305';
    const on = new Set<string>();
    let dnd: number | null = null;
    let work: StatusRow['status'] = 'free';
    for (let at = from; at < to; at += 1 + Math.round(random.next() * 1_200_000)) {
      const what = random.next();
      if (isAgent && what < 0.2) {
        const group = random.pick(groups);
        if (on.has(group)) on.delete(group);
        else on.add(group);
        if (on.size === 1 && on.has(group)) work = 'free';
        row('acd', on.has(group) ? 'loggedOn' : 'loggedOut', at, extension, { huntGroup: group });
      } else if (isAgent && what < 0.6 && on.size > 0) {
        work = random.pick((['free', 'busy', 'wrap'] as const).filter((other) => other !== work));
        row('acd', work, at, extension);
      } else if (what >= 0.6) {
        dnd = dnd !== null && random.next() < 0.6 ? null : 1 + Math.floor(random.next() * 20);
        const change = dnd === null ? ('dndOff' as const) : ('dndOn' as const);
        const more = { dndNumber: dnd, dndMessage: dnd === null ? null : `MESSAGE ${dnd}` };
        row('dnd', change, at, extension, more);
        if (on.size > 0) row('acd', change, at, extension, more);
      }
    }
  }
  return rows.sort((a, b) => a.at - b.at);
};

/** Calls invented row by row, over the night in spring in which the reset time does not exist: everything rows may say, much more often than in life. */
export const inventedSite = (seed: number, calls: number): SiteRows => {
  const random = createRandom(seed);
  const from = Date.UTC(2026, 2, 28, 12);
  const to = Date.UTC(2026, 2, 30, 12);
  const places: Places = {
    site: siteId,
    extensions,
    groups,
    trunks,
    ddis: ['01632960501', '01632960502'],
    codes,
    numbers,
    agentOf: (extension) => agents[extension] ?? null,
    userOf: (extension) => users[extension] ?? null,
    shortCallMs: 20_000,
  };
  const made = Array.from({ length: calls }, (_, n) => {
    const start = from + Math.floor(random.next() * (to - from));
    return inventCall(random, places, random.next() < 0.2 ? Math.round(start / 900_000) * 900_000 : start, n);
  });
  return {
    config,
    calls: made.map(({ call }) => call),
    segments: made.flatMap(({ segments }) => segments),
    status: inventStatus(random, from, to),
  };
};
