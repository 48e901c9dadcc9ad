import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rowsOfLines, simulateSite } from '../../test/conservation/simulated-site.ts';
import { propertySeed } from '../../test/property-seed.ts';
import type { TenantId } from '../domain/ids.ts';
import type { Call, Segment, StatusRow } from '../domain/segment.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import { statistics, type TemplateId } from '../statistics/catalogue.ts';
import type { Fact } from '../statistics/facts.ts';
import { factsOf, type ReportedSite } from './testing/memory-lake.ts';
import { type ExplainInput, openMemoryReports, type QueryInput } from './testing/memory-reports.ts';

const timeoutMs = 600_000;
const tenant = 'customer' as TenantId;
/** More of both finds more: UNITS_CALLS=400 UNITS_RUNS=12. */
const base = simulateSite(2, Number(process.env.UNITS_CALLS ?? 90));
const runs = Number(process.env.UNITS_RUNS ?? 2);
const starts = base.lines.map(({ at }) => at);
const [from = 0, to = 0] = [Math.min(...starts), Math.max(...starts)];
const iso = (at: number): string => new Date(at).toISOString();
const range = { from: iso(from), to: iso(to) };

/** A tree: company > sales > field; and support beside it. */
const unitIds = ['company', 'sales', 'field', 'support'] as const;
const below: Readonly<Record<string, readonly string[]>> = {
  company: ['company', 'sales', 'field'],
  sales: ['sales', 'field'],
  field: ['field'],
  support: ['support'],
  gone: [],
};
interface Drawn {
  readonly config: SiteConfig;
  readonly units: readonly string[];
}

const unit = fc.constantFrom(null, ...unitIds);
const drawn = fc
  .record({
    devices: fc.array(unit, { minLength: base.config.devices.length, maxLength: base.config.devices.length }),
    users: fc.array(fc.record({ unit, moves: fc.boolean() }), { minLength: 6, maxLength: 6 }),
    units: fc.subarray([...unitIds, 'gone'], { minLength: 1, maxLength: 2 }),
  })
  .map(({ devices, users, units }): Drawn => {
    const half = iso((from + to) / 2);
    const phones = base.config.devices.filter(({ type }) => type === 'extension').map(({ number }) => number);
    const agents = base.config.devices.filter(({ type }) => type === 'agent').map(({ number }) => number);
    const config: SiteConfig = {
      ...base.config,
      businessUnits: unitIds.map((id) => ({
        id,
        name: id,
        parent: id === 'sales' ? 'company' : id === 'field' ? 'sales' : null,
      })),
      devices: base.config.devices.map((device, i) => ({ ...device, businessUnit: devices[i] ?? null })),
      // Phones pass from one user to the next in the middle of the day where `moves`.
      users: users.map(({ unit: businessUnit, moves }, i) => ({
        id: `user-${i}`,
        name: `User ${i}`,
        businessUnit,
        deletedAt: null,
        extensions: [
          { number: phones[i] ?? '', from: null, to: moves ? half : null },
          ...(users[i - 1]?.moves === true ? [{ number: phones[i - 1] ?? '', from: half, to: null }] : []),
        ],
        agents: i < 2 ? [{ number: agents[i] ?? '', from: null, to: null }] : [],
      })),
    };
    return { config, units };
  });

/** Who belongs, as the words say it: by the device's unit or the user's, units with all below. Independent of the code under test. */
const oracleOf = (
  { config, units }: Drawn,
  rows: { calls: readonly Call[]; segments: readonly Segment[]; status: readonly StatusRow[] },
) => {
  const ids = units.flatMap((id) => below[id] ?? []);
  const isIn = (of: string | null): boolean => of !== null && ids.includes(of);
  const device = (types: readonly string[], number: string | null): boolean => {
    const found = config.devices.filter((one) => types.includes(one.type) && one.number === number);
    return found.length > 0 && found.every(({ businessUnit }) => isIn(businessUnit));
  };
  const user = (id: string | null): boolean => isIn(config.users.find((one) => one.id === id)?.businessUnit ?? null);
  const phone = (number: string | null) => device(['extension', 'application'], number);
  const agent = (number: string | null) => device(['agent'], number);
  const group = (number: string | null) => device(['huntGroup'], number);
  const there = (s: Segment) => phone(s.extension) || agent(s.agent) || user(s.userId);
  const called = (s: Segment) => phone(s.callingExtension) || agent(s.callingAgent) || user(s.callingUserId);
  const visible = rows.segments.filter((s) => there(s) || called(s) || group(s.huntGroup));
  const shown = new Map<
    string,
    { phones: Set<string | null>; agents: Set<string | null>; users: Set<string | null>; groups: Set<string | null> }
  >();
  for (const s of visible) {
    const of = shown.get(s.logicalCallId) ?? { phones: new Set(), agents: new Set(), users: new Set(), groups: new Set() };
    shown.set(s.logicalCallId, of);
    if (there(s)) {
      of.phones.add(s.extension);
      of.agents.add(s.agent);
      of.users.add(s.userId);
    }
    if (called(s)) {
      of.phones.add(s.callingExtension);
      of.agents.add(s.callingAgent);
      of.users.add(s.callingUserId);
    }
    if (group(s.huntGroup)) of.groups.add(s.huntGroup);
  }
  type Shown = NonNullable<ReturnType<typeof shown.get>>;
  const phoneOf = (of: Shown, value: string | null) => (of.phones.has(value) ? value : null);
  const agentOf = (of: Shown, value: string | null) => (of.agents.has(value) ? value : null);
  const either = (of: Shown, value: string | null) => (of.phones.has(value) || of.groups.has(value) ? value : null);
  const blank = <T extends Segment | Call>(row: T): T => {
    const of = shown.get(row.logicalCallId) as Shown;
    const keep = (seen: boolean, name: string | null) => (seen ? name : null);
    return {
      ...row,
      extension: phoneOf(of, row.extension),
      extensionName: keep(of.phones.has(row.extension), row.extensionName),
      agent: agentOf(of, row.agent),
      agentName: keep(of.agents.has(row.agent), row.agentName),
      userId: keep(of.users.has(row.userId), row.userId),
      userName: keep(of.users.has(row.userId), row.userName),
      callingExtension: phoneOf(of, row.callingExtension),
      callingExtensionName: keep(of.phones.has(row.callingExtension), row.callingExtensionName),
      callingAgent: agentOf(of, row.callingAgent),
      callingAgentName: keep(of.agents.has(row.callingAgent), row.callingAgentName),
      callingUserId: keep(of.users.has(row.callingUserId), row.callingUserId),
      callingUserName: keep(of.users.has(row.callingUserId), row.callingUserName),
      huntGroup: keep(of.groups.has(row.huntGroup), row.huntGroup),
      huntGroupName: keep(of.groups.has(row.huntGroup), row.huntGroupName),
      transferredFrom: either(of, row.transferredFrom),
      transferredTo: either(of, row.transferredTo),
      transferredFromAgent: agentOf(of, row.transferredFromAgent),
      transferredToAgent: agentOf(of, row.transferredToAgent),
      overflowedFrom: keep(of.groups.has(row.overflowedFrom), row.overflowedFrom),
    };
  };
  const wholeCall = (call: Call): Call => {
    const of = shown.get(call.logicalCallId) as Shown;
    const named = (value: string | null, name: string | null, seen: ReadonlySet<string | null>) => (seen.has(value) ? name : null);
    return {
      ...blank(call),
      lastExtension: phoneOf(of, call.lastExtension),
      answeringExtension: phoneOf(of, call.answeringExtension),
      answeringExtensionName: named(call.answeringExtension, call.answeringExtensionName, of.phones),
      firstRangExtension: phoneOf(of, call.firstRangExtension),
      firstRangExtensionName: named(call.firstRangExtension, call.firstRangExtensionName, of.phones),
      lastRangExtension: phoneOf(of, call.lastRangExtension),
      lastRangExtensionName: named(call.lastRangExtension, call.lastRangExtensionName, of.phones),
      answeringAgent: agentOf(of, call.answeringAgent),
      answeringAgentName: named(call.answeringAgent, call.answeringAgentName, of.agents),
      firstRangAgent: agentOf(of, call.firstRangAgent),
      firstRangAgentName: named(call.firstRangAgent, call.firstRangAgentName, of.agents),
      lastRangAgent: agentOf(of, call.lastRangAgent),
      lastRangAgentName: named(call.lastRangAgent, call.lastRangAgentName, of.agents),
    };
  };
  const legs = new Set(visible.map((s) => `${s.logicalCallId}/${s.segmentNo}`));
  const seesFact = (fact: Fact): boolean => {
    const of = visible.filter((s) => s.logicalCallId === fact.logicalCallId);
    switch (fact.grain) {
      case 'call':
      case 'trunk':
        return of.length > 0;
      case 'leg':
        return legs.has(`${fact.logicalCallId}/${fact.segmentNo}`);
      case 'visit':
        return group(fact.huntGroup);
      case 'originator':
        return of.some(called);
    }
  };
  const facts = factsOf(rows)
    .filter(seesFact)
    .map((fact): Fact => {
      const of = shown.get(fact.logicalCallId) as Shown;
      const caller = fact.callType !== 'internal' || of.phones.has(fact.telephoneKey);
      return {
        ...fact,
        extension: phoneOf(of, fact.extension),
        extensionName: of.phones.has(fact.extension) ? fact.extensionName : null,
        agent: agentOf(of, fact.agent),
        agentName: of.agents.has(fact.agent) ? fact.agentName : null,
        userId: of.users.has(fact.userId) ? fact.userId : null,
        userName: of.users.has(fact.userId) ? fact.userName : null,
        huntGroup: of.groups.has(fact.huntGroup) ? fact.huntGroup : null,
        huntGroupName: of.groups.has(fact.huntGroup) ? fact.huntGroupName : null,
        telephoneKey: caller ? fact.telephoneKey : null,
        telephoneName: caller ? fact.telephoneName : null,
      };
    });
  const heldBy = (list: 'extensions' | 'agents', number: string | null, at: number): boolean =>
    config.users.some(
      (one) =>
        isIn(one.businessUnit) &&
        one[list].some(
          (held) =>
            held.number === number && (held.from === null || Date.parse(held.from) <= at) && (held.to === null || at < Date.parse(held.to)),
        ),
    );
  const status = rows.status
    .filter(
      (row) =>
        phone(row.extension) || agent(row.agent) || heldBy('extensions', row.extension, row.at) || heldBy('agents', row.agent, row.at),
    )
    .map((row) => ({ ...row, ...(group(row.huntGroup) ? {} : { huntGroup: null, huntGroupName: null }) }));
  const calls = rows.calls.filter((call) => shown.has(call.logicalCallId)).map(wholeCall);
  return { calls, segments: visible.map(blank), facts, status };
};

const grouped = ['callsHandled', 'callsIn', 'callsLost', 'totalTalkTime', 'avgAnswerTimeIn', 'percentCallsLost', 'unreturnedLostCalls'];
/** All columns of a list, so that no field is left out. */
const offered = (template: TemplateId): string[] =>
  statistics
    .filter(({ templates }) => templates.includes(template))
    .map(({ id }) => id)
    .slice(0, 50);
const questions: readonly QueryInput[] = [
  ...(
    [
      'callsByExtension',
      'callsByAgent',
      'callsByUser',
      'callsByHuntGroup',
      'callsByTrunk',
      'callsByTelephoneNumber',
      'callsByStartTime',
      'site',
    ] as const
  ).map((template): QueryInput => ({ template, columns: grouped, range, limit: 1_000 })),
  ...(['callList', 'callListSegmented', 'unreturnedLostCalls', 'acdStatusList', 'dndStatusList'] as const).map(
    (template): QueryInput => ({ template, columns: offered(template), range, limit: 1_000 }),
  ),
  { template: 'callsByExtension', columns: grouped, range, filter: { extension: '1000+' }, limit: 3 },
  { template: 'site', columns: grouped, range, filter: { huntGroup: '2*' } },
];

interface World {
  readonly drawn: Drawn;
  readonly reports: Awaited<ReturnType<typeof openMemoryReports>>;
}
const worlds: World[] = [];

beforeAll(async () => {
  // The first draws of a sample are the smallest.
  for (const one of fc.sample(drawn, { numRuns: runs + 10, seed: propertySeed }).slice(10)) {
    const rows = rowsOfLines(one.config, base.lines);
    const stored = { calls: [...rows.calls.values()], segments: [...rows.segments.values()], status: [...rows.status.values()] };
    const whole: ReportedSite = { tenant, config: one.config, ...stored };
    const cut: ReportedSite = { tenant, config: { ...one.config, id: 'visible' }, ...oracleOf(one, stored) };
    const sealedThrough = from + (to - from) / 2;
    worlds.push({ drawn: one, reports: await openMemoryReports({ sites: [whole, cut], now: to + 60_000, sealedThrough }) });
  }
}, timeoutMs);
afterAll(async () => {
  for (const { reports } of worlds) await reports.close();
});

it(
  'a limited question equals the same one, not limited, over only the rows that may be seen',
  async () => {
    let rows = 0;
    for (const { drawn: of, reports } of worlds)
      for (const question of questions) {
        const limited = await reports.query(of.config.id, question, of.units);
        const expected = await reports.query('visible', question);
        const told = ({ items, totals, rows: count, inferredEnds }: typeof limited) => ({ items, totals, count, inferredEnds });
        expect(told(limited), `${JSON.stringify(of.units)} ${JSON.stringify(question)}`).toEqual(told(expected));
        rows += limited.rows;
      }
    expect(rows).toBeGreaterThan(50);
  },
  timeoutMs,
);

it(
  'explains with what may be seen and nothing else, also among what is counted out',
  async () => {
    for (const { drawn: of, reports } of worlds)
      for (const template of ['callsByExtension', 'callsByHuntGroup', 'site']) {
        const asked: ExplainInput = { statistic: 'callsLost', template, from: range.from, to: range.to, verdict: 'all', limit: 1_000 };
        const limited = await reports.explain(of.config.id, asked, of.units);
        const expected = await reports.explain('visible', asked);
        expect([limited.value, limited.parts, limited.items], template).toEqual([expected.value, expected.parts, expected.items]);
      }
  },
  timeoutMs,
);
