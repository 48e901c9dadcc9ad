import { type DurationMs, durationMs, epochMs, logicalCallId, segmentId } from '../../../functions/domain/ids.ts';
import type { Call, Segment, SegmentOutcome } from '../../../functions/domain/segment.ts';
import type { Random } from '../../pbx-simulator/index.ts';

/** Where the calls of an invented site go. */
export interface Places {
  readonly site: string;
  readonly extensions: readonly string[];
  readonly groups: readonly string[];
  readonly trunks: readonly string[];
  readonly ddis: readonly string[];
  readonly codes: readonly string[];
  readonly numbers: readonly { readonly raw: string | null; readonly e164: string | null; readonly contact: string | null }[];
  readonly agentOf: (extension: string) => string | null;
  readonly userOf: (extension: string) => string | null;
  readonly shortCallMs: number;
}

const ms = (n: number): DurationMs => durationMs(Math.round(n));
const chanceOf = (random: Random, share: number): boolean => random.next() < share;
const span = (random: Random, from: number, to: number): number => Math.round(from + random.next() * (to - from));
/** Often exactly a limit of a ring category or of short calls, as limits are where counts go wrong. */
const duration = (random: Random): number =>
  chanceOf(random, 0.3) ? random.pick([1, 5, 7, 10, 15, 20, 30]) * 1000 : span(random, 0, 90_000);

export const userNameOf = (id: string | null): string | null => (id === null ? null : `User ${id}`);

const blank = {
  ruleSet: 1,
  node: '1',
  extension: null,
  extensionName: null,
  agent: null,
  agentName: null,
  userId: null,
  userName: null,
  callingExtension: null,
  callingExtensionName: null,
  callingAgent: null,
  callingAgentName: null,
  callingUserId: null,
  callingUserName: null,
  huntGroup: null,
  huntGroupName: null,
  trunk: null,
  trunkName: null,
  outsideNumber: null,
  outsideE164: null,
  ddi: null,
  dnis: null,
  contactName: null,
  speedDialName: null,
  accountCode: null,
  tags: [null, null, null, null, null],
  transferredFrom: null,
  transferredTo: null,
  transferredFromAgent: null,
  transferredToAgent: null,
  overflowedFrom: null,
  dee: false,
  trunkToTrunk: false,
  conference: false,
  shortCall: false,
} as const;

/** A call that never was, row by row as rule set 1 §3 to §5 would have it: stations one after the other, phones beside each other, one or two lines. */
export const inventCall = (random: Random, places: Places, startedAt: number, n: number): { call: Call; segments: Segment[] } => {
  const kind = random.next();
  const callType = kind < 0.75 ? 'external' : 'internal';
  const direction = kind < 0.55 ? 'in' : 'out';
  const id = logicalCallId(places.site, '1', `I${n}`, startedAt);
  const caller = random.pick(places.extensions);
  const outside = random.pick(places.numbers);
  const trunk = random.pick(places.trunks);
  const goesOn = chanceOf(random, 0.05);
  const inferred = !goesOn && chanceOf(random, 0.06);
  const common = {
    ...blank,
    siteId: places.site,
    logicalCallId: id,
    pbxCallId: `I${n}`,
    callType,
    direction,
    ...(callType === 'internal'
      ? {
          callingExtension: caller,
          callingExtensionName: `Phone ${caller}`,
          callingAgent: places.agentOf(caller),
          callingUserId: places.userOf(caller),
          callingUserName: userNameOf(places.userOf(caller)),
        }
      : {
          trunk,
          trunkName: `Line ${trunk}`,
          outsideNumber: outside.raw,
          outsideE164: outside.e164,
          contactName: outside.contact,
          ddi: direction === 'in' && chanceOf(random, 0.9) ? random.pick(places.ddis) : null,
        }),
  } as const;
  const segments: Segment[] = [];
  const open = (
    extra: Omit<Partial<Segment>, 'holdMs'> & { from: number; answer: number | null; end: number; holdMs: number; outcome: SegmentOutcome },
  ): Segment => {
    const { from, answer, end, holdMs, outcome, ...rest } = extra;
    const extension = rest.extension ?? null;
    const ended = rest.endedBy !== null;
    const segment: Segment = {
      ...common,
      ...rest,
      segmentId: segmentId(id, segments.length + 1),
      segmentNo: segments.length + 1,
      extension,
      extensionName: extension === null ? null : `Phone ${extension}`,
      agent: extension === null ? null : places.agentOf(extension),
      agentName: null,
      userId: extension === null ? null : places.userOf(extension),
      userName: userNameOf(extension === null ? null : places.userOf(extension)),
      startedAt: epochMs(from),
      answeredAt: answer === null ? null : epochMs(answer),
      endedAt: ended ? epochMs(end) : null,
      answered: answer !== null,
      ringMs: ms(answer !== null ? answer - from : ended ? end - from : 0),
      holdMs: ms(ended ? holdMs : 0),
      talkMs: ms(answer !== null && ended ? end - answer - holdMs : 0),
      outcome: ended ? outcome : 'inProgress',
      shortCall: false,
      accountCode: callType === 'external' && chanceOf(random, 0.25) ? random.pick(places.codes) : null,
      endEvent: ended && !inferred ? 'XC' : null,
      endCause: ended && !inferred ? 36 : null,
      endedBy: rest.endedBy === undefined ? 'pbx' : rest.endedBy,
    };
    segments.push(segment);
    return segment;
  };

  let at = startedAt;
  let from: string | null = null;
  let overflowedFrom: string | null = null;
  const stations = random.pick([1, 1, 1, 2, 2, 3, 4]);
  for (let i = 0; i < stations; i++) {
    const last = i === stations - 1;
    const group = (direction === 'in' || callType === 'internal') && chanceOf(random, 0.6) ? random.pick(places.groups) : null;
    const phones = group !== null && chanceOf(random, 0.4) ? 3 : 1;
    const own = direction === 'out' && callType === 'external' && i === 0;
    const dee = group === null && last && direction === 'in' && chanceOf(random, 0.2);
    const answered = chanceOf(random, last ? 0.7 : 0.5);
    const ring = duration(random);
    const answer = answered ? at + ring : null;
    const holdMs = answered && chanceOf(random, 0.3) ? span(random, 1, 20_000) : 0;
    const end = at + ring + (answered ? Math.max(duration(random), holdMs) : 0);
    const moved: SegmentOutcome = group !== null && chanceOf(random, 0.4) ? 'overflowed' : 'diverted';
    const missed: SegmentOutcome = direction === 'in' ? 'lost' : callType === 'external' ? 'unanswered' : 'refused';
    const here = own ? caller : random.pick(places.extensions);
    const shared = {
      huntGroup: dee ? 'DEE' : group,
      huntGroupName: dee ? 'DEE' : group === null ? null : `Group ${group}`,
      transferredFrom: from,
      overflowedFrom,
      dee,
    };
    const endedBy = last && goesOn ? null : last && inferred ? ('inferred' as const) : ('pbx' as const);
    const outside2 = random.pick(places.numbers);
    if (dee && chanceOf(random, 0.7)) {
      const late = span(random, 0, ring);
      open({ ...shared, from: at, answer, end, holdMs, outcome: answered ? 'answered' : missed, extension: here, endedBy });
      const number = {
        trunk: random.pick(places.trunks.filter((other) => other !== trunk)),
        outsideNumber: outside2.raw,
        outsideE164: outside2.e164,
      };
      open({
        ...shared,
        ...number,
        direction: 'out',
        from: at + late,
        answer: null,
        end: at + ring,
        holdMs: 0,
        outcome: answered ? 'refused' : 'unanswered',
      });
    } else {
      for (let phone = 1; phone < phones; phone++)
        open({
          ...shared,
          from: at,
          answer: null,
          end: at + ring,
          holdMs: 0,
          outcome: answered || last ? 'refused' : moved,
          extension: random.pick(places.extensions),
        });
      const outcome: SegmentOutcome = answered ? (last ? 'answered' : 'transferred') : last ? missed : moved;
      const nobody = group !== null && !answered && phones === 1 && chanceOf(random, 0.3);
      open({ ...shared, from: at, answer, end, holdMs, outcome, endedBy, ...(nobody ? {} : { extension: here }) });
    }
    from = answered && !last ? here : null;
    overflowedFrom = !answered && !last && moved === 'overflowed' ? group : null;
    at = end;
  }
  const talked = segments.some((one) => one.answered);
  if (callType === 'external' && talked && !goesOn && chanceOf(random, 0.12)) {
    const beside = segments.at(-1);
    const outside2 = random.pick(places.numbers);
    const begin = beside?.answeredAt ?? at;
    const second = {
      trunk: random.pick(places.trunks.filter((other) => segments.every((one) => one.trunk !== other))),
      outsideNumber: outside2.raw,
      outsideE164: outside2.e164,
      contactName: outside2.contact,
      ddi: null,
      direction: 'out' as const,
      trunkToTrunk: true,
    };
    open({ ...second, from: begin, answer: begin + 2000, end: at + 30_000, holdMs: 0, outcome: 'answered', extension: caller });
    at += 30_000;
  }
  return { call: callOf(segments, common, places.shortCallMs, goesOn, inferred), segments };
};

/** The call row of its segments: ring to the first answer, talk and hold summed, exactly one outcome (§4, §5). */
const callOf = (
  segments: Segment[],
  common: Pick<Call, 'callType' | 'direction'>,
  shortCallMs: number,
  goesOn: boolean,
  inferred: boolean,
): Call => {
  const [first] = segments;
  if (first === undefined) throw new Error('invented call: no segments');
  const answers = segments.flatMap((one) => (one.answeredAt === null ? [] : [one.answeredAt]));
  const answeredAt = answers.length === 0 ? null : epochMs(Math.min(...answers));
  const end = Math.max(...segments.map((one) => one.endedAt ?? one.startedAt));
  const sum = (of: (one: Segment) => number): DurationMs => ms(segments.reduce((total, one) => total + of(one), 0));
  const [talkMs, holdMs] = [sum((one) => one.talkMs), sum((one) => one.holdMs)];
  const missed = common.callType === 'external' && common.direction === 'in' ? 'lost' : 'unanswered';
  const lost = answeredAt === null && missed === 'lost' && !goesOn;
  // Exactly one segment of a lost call is lost: latest start, then highest number, outside legs never (§8.7, §8.11).
  const candidates = segments.filter((one) => !(one.dee && one.direction === 'out'));
  const rang = [...candidates].sort((a, b) => b.startedAt - a.startedAt || b.segmentNo - a.segmentNo)[0];
  segments.forEach((one, i) => {
    const outcome = one.outcome === 'lost' && one !== rang ? 'refused' : lost && one === rang ? 'lost' : one.outcome;
    const short = one.answered && one.endedAt !== null && one.talkMs + one.holdMs < shortCallMs;
    segments[i] = { ...one, outcome, shortCall: short };
  });
  const answering = segments.find((one) => one.answered);
  const further = [...new Set(segments.map((one) => one.trunk).filter((trunk) => trunk !== first.trunk && trunk !== null))];
  const { segmentId: _, segmentNo: __, ...facts } = first;
  return {
    ...facts,
    extension: (answering ?? first).extension,
    agent: (answering ?? first).agent,
    agentName: null,
    userId: (answering ?? first).userId,
    userName: (answering ?? first).userName,
    answered: answeredAt !== null,
    answeredAt,
    endedAt: goesOn ? null : epochMs(end),
    ringMs: ms(answeredAt !== null ? answeredAt - first.startedAt : goesOn ? 0 : end - first.startedAt),
    talkMs,
    holdMs,
    outcome: goesOn ? 'inProgress' : answeredAt !== null ? 'answered' : missed,
    shortCall: answeredAt !== null && !goesOn && talkMs + holdMs < shortCallMs,
    accountCode: segments.reduce<string | null>((code, one) => one.accountCode ?? code, null),
    transferredFrom: segments.find((one) => one.transferredFrom !== null)?.transferredFrom ?? null,
    overflowedFrom: segments.find((one) => one.overflowedFrom !== null)?.overflowedFrom ?? null,
    huntGroup: segments.find((one) => one.huntGroup !== null)?.huntGroup ?? null,
    dee: segments.some((one) => one.dee),
    trunkToTrunk: segments.some((one) => one.trunkToTrunk),
    endEvent: goesOn || inferred ? null : 'XC',
    endCause: goesOn || inferred ? null : 36,
    endedBy: goesOn ? null : inferred ? 'inferred' : 'pbx',
    segmentCount: segments.length,
    elapsedMs: ms(goesOn ? 0 : end - first.startedAt),
    trunk2: further[0] ?? null,
    trunk2Name: null,
    outsideNumber2: null,
    outsideE1642: null,
    otherTrunks: further.slice(1).flatMap((trunk) => (trunk === null ? [] : [trunk])),
    lastExtension: segments.at(-1)?.extension ?? null,
    answeringExtension: answering?.extension ?? null,
    answeringExtensionName: null,
    firstRangExtension: first.extension,
    firstRangExtensionName: null,
    lastRangExtension: segments.at(-1)?.extension ?? null,
    lastRangExtensionName: null,
    answeringAgent: answering?.agent ?? null,
    answeringAgentName: null,
    firstRangAgent: first.agent,
    firstRangAgentName: null,
    lastRangAgent: segments.at(-1)?.agent ?? null,
    lastRangAgentName: null,
  };
};
