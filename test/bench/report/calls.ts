import { makeCall, makeSegment } from '../../../functions/call-history/testing/rows.ts';
import { durationMs, epochMs } from '../../../functions/domain/ids.ts';
import type { Call, CallFacts, Segment, SegmentOutcome } from '../../../functions/domain/segment.ts';
import { createRandom, type Random } from '../../pbx-simulator/index.ts';
import { agents, ddis, extensions, groups, scope, trunks, voicemail } from './site.ts';

export interface MadeCall {
  readonly call: Call;
  readonly segments: readonly Segment[];
}

interface Leg {
  readonly at: { readonly number: string; readonly name: string };
  readonly from: number;
  readonly ringMs: number;
  /** Null = not answered. */
  readonly talkMs: number | null;
  readonly holdMs: number;
  readonly outcome: SegmentOutcome;
  readonly more: Partial<CallFacts>;
}
const agentShare = 0.55;

/** Half of the traffic goes to a fifth of the phones, as in life. */
const phone = (random: Random) => extensions[Math.floor(random.next() ** 2 * extensions.length)] ?? voicemail;
/** Most desks of a contact centre are the first ones; who is logged in there does not change in a day. */
const agentAt = (number: string) => {
  const place = Number(number) - 1000;
  return place >= 0 && place < agents.length ? (agents[place] ?? null) : null;
};
const ring = (random: Random): number => Math.round(Math.min(120_000, random.logNormal(7_000, 0.8)));
const talk = (random: Random): number => Math.round(Math.min(7_200_000, random.logNormal(95_000, 1.1)));
const hold = (random: Random): number => (random.chance(0.12) ? Math.round(random.logNormal(25_000, 0.7)) : 0);

/** Where an inbound or internal call went, phone by phone. */
const journey = (random: Random, internal: boolean): Leg[] => {
  const legs: Leg[] = [];
  const group = !internal && random.chance(agentShare) ? random.pick(groups) : null;
  const inGroup = group === null ? {} : { huntGroup: group.number, huntGroupName: group.name };
  const ringMs = ring(random);
  const answered = random.chance(0.78);
  if (group !== null)
    for (let i = random.chance(0.6) ? 1 + random.int(4) : 0; i > 0; i -= 1)
      legs.push({ at: phone(random), from: 0, ringMs, talkMs: null, holdMs: 0, outcome: 'refused', more: inGroup });
  if (!answered) {
    const diverted = group === null && random.chance(0.45);
    const missed: SegmentOutcome = diverted ? 'diverted' : internal ? (random.chance(0.2) ? 'failed' : 'unanswered') : 'lost';
    const rang = missed === 'failed' ? 0 : ringMs;
    legs.push({ at: phone(random), from: 0, ringMs: rang, talkMs: null, holdMs: 0, outcome: missed, more: inGroup });
    if (diverted)
      legs.push({ at: voicemail, from: ringMs, ringMs: 0, talkMs: talk(random) >> 2, holdMs: 0, outcome: 'answered', more: {} });
    return legs;
  }
  const moved = random.chance(0.18);
  const first: Leg = {
    at: phone(random),
    from: 0,
    ringMs,
    talkMs: talk(random),
    holdMs: hold(random),
    outcome: moved ? 'transferred' : 'answered',
    more: inGroup,
  };
  legs.push(first);
  if (moved)
    legs.push({
      at: phone(random),
      from: ringMs + (first.talkMs ?? 0) + first.holdMs,
      ringMs: ring(random),
      talkMs: random.chance(0.85) ? talk(random) : null,
      holdMs: 0,
      outcome: 'answered',
      more: { transferredFrom: first.at.number },
    });
  return legs;
};

const outbound = (random: Random): Leg[] => {
  const answered = random.chance(0.72);
  const failed = !answered && random.chance(0.15);
  return [
    {
      at: phone(random),
      from: 0,
      ringMs: failed ? 0 : ring(random),
      talkMs: answered ? talk(random) : null,
      holdMs: answered ? hold(random) : 0,
      outcome: answered ? 'answered' : failed ? 'failed' : 'unanswered',
      more: {},
    },
  ];
};

const outsideNumber = (random: Random): Partial<CallFacts> => {
  const number = `0${7_700_000_000 + Math.floor(random.next() ** 2 * 200_000)}`;
  return random.chance(0.06)
    ? { outsideNumber: null, outsideE164: null }
    : {
        outsideNumber: number,
        outsideE164: `+44${number.slice(1)}`,
        contactName: random.chance(0.3) ? `Customer ${number.slice(-5)}` : null,
      };
};

/** One call at an instant: a third internal and outbound each, the rest to phones and groups; 1.6 segments on average. */
const callAt = (random: Random, startedAt: number, no: number): MadeCall => {
  const kind = random.next();
  const internal = kind >= 0.8;
  const isOut = kind >= 0.52 && !internal;
  const legs = isOut ? outbound(random) : journey(random, internal);
  const of = { site: scope.site, pbxCallId: `${no.toString(16).toUpperCase()}`, named: startedAt };
  const ddi = random.pick(ddis);
  const line = random.pick(trunks);
  const caller = phone(random);
  const shared: Partial<CallFacts> = internal
    ? {
        callType: 'internal',
        callingExtension: caller.number,
        callingExtensionName: caller.name,
        trunk: null,
        trunkName: null,
        outsideNumber: null,
        outsideE164: null,
      }
    : {
        ...outsideNumber(random),
        trunk: line.number,
        trunkName: line.name,
        accountCode: random.chance(0.04) ? random.pick(['77', '78']) : null,
      };
  const facing: Partial<CallFacts> = internal ? {} : isOut ? { direction: 'out' } : { ddi: ddi.number, dnis: ddi.name };
  const segments = legs.map((leg, i): Segment => {
    const agent = agentAt(leg.at.number);
    const from = startedAt + leg.from;
    const answeredAt = leg.talkMs === null ? null : epochMs(from + leg.ringMs);
    const unanswered = leg.talkMs === null && leg.outcome === 'answered';
    return makeSegment(of, i + 1, {
      ...shared,
      ...facing,
      ...leg.more,
      extension: leg.at.number,
      extensionName: leg.at.name,
      agent: agent?.number ?? null,
      agentName: agent?.name ?? null,
      startedAt: epochMs(from),
      answeredAt,
      endedAt: epochMs(from + leg.ringMs + (leg.talkMs ?? 0) + leg.holdMs),
      ringMs: durationMs(leg.ringMs),
      talkMs: durationMs(leg.talkMs ?? 0),
      holdMs: durationMs(leg.holdMs),
      answered: answeredAt !== null,
      outcome: unanswered ? (internal ? 'unanswered' : 'lost') : leg.outcome,
      endedBy: random.chance(0.002) ? 'inferred' : 'pbx',
    });
  });
  return { call: wholeOf(of, segments), segments };
};

const wholeOf = (of: Parameters<typeof makeCall>[0], segments: readonly Segment[]): Call => {
  const last = segments.at(-1);
  const answering = segments.find(({ answered }) => answered);
  const shown = answering ?? last;
  if (last === undefined || shown === undefined) throw new Error('a call has at least one segment');
  const { segmentId: _, segmentNo: __, ...facts } = shown;
  const total = (field: 'talkMs' | 'holdMs') => durationMs(segments.reduce((sum, segment) => sum + segment[field], 0));
  const outcome = answering !== undefined ? 'answered' : last.outcome === 'failed' || last.outcome === 'unanswered' ? last.outcome : 'lost';
  const startedAt = segments[0]?.startedAt ?? last.startedAt;
  return makeCall(of, {
    ...facts,
    startedAt,
    endedAt: epochMs(Math.max(...segments.map(({ endedAt }) => endedAt ?? 0))),
    talkMs: total('talkMs'),
    holdMs: total('holdMs'),
    outcome,
    segmentCount: segments.length,
  });
};

/** Calls of one date, with at least so many segments, the last call whole. The same date and number yield the same calls. */
export function* callsOf(date: string, wantedSegments: number): Generator<MadeCall> {
  const random = createRandom(`report/${date}`);
  const midnight = Date.parse(`${date}T00:00:00Z`);
  for (let made = 0, no = 1; made < wantedSegments; no += 1) {
    // Busiest at half past ten and three, 7 to 19 UTC; an hour is left at the end of the date for copies moved by minutes.
    const hour = random.chance(0.5) ? 10.5 + (random.next() + random.next() - 1) * 3.5 : 15 + (random.next() + random.next() - 1) * 4;
    const one = callAt(random, midnight + Math.round(hour * 3_600_000), no);
    made += one.segments.length;
    yield one;
  }
}

/** Segments of each date, adding up to `total`: weekends are quiet. */
export const segmentsByDate = (dates: readonly string[], total: number): ReadonlyMap<string, number> => {
  const weights = dates.map((date) => ([0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) ? 0.2 : 1));
  const sum = weights.reduce((a, b) => a + b, 0);
  return new Map(dates.map((date, i) => [date, Math.ceil(((weights[i] ?? 0) / sum) * total)]));
};
