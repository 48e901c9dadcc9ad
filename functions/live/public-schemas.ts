import { z } from '@hono/zod-openapi';

const text = z.string().nullable();
const instant = z.iso.datetime();
const maybeInstant = z.iso.datetime().nullable();
const count = z.int().nonnegative();

const totals = z
  .object({
    day: z.string().openapi({ description: 'Statistics day in the zone of the site', example: '2026-03-02' }),
    callsInbound: count,
    answered: count,
    lost: count,
    callsOutbound: count,
    callsInternal: count,
    inProgress: count,
    answeredWithinTarget: count,
    talkMs: count,
    ringMsAnswered: count,
  })
  .openapi('LiveTotals');

const call = z
  .object({
    key: z.string(),
    callType: z.enum(['external', 'internal']),
    direction: z.enum(['in', 'out']),
    state: z.enum(['dialling', 'queued', 'ringing', 'connected', 'held', 'failed']),
    startedAt: instant,
    since: instant,
    waitingSince: instant,
    answeredAt: maybeInstant,
    extension: text,
    extensionName: text,
    agent: text,
    agentName: text,
    callingExtension: text,
    callingExtensionName: text,
    huntGroup: text,
    huntGroupName: text,
    position: z.int().nullable(),
    trunk: text,
    trunkName: text,
    outsideNumber: text,
    contactName: text,
    ddi: text,
    dnis: text,
    segmentCount: count,
    unconfirmed: z.boolean(),
    trunkToTrunk: z.boolean().optional(),
    pbxCallId: z.string().optional().openapi({ description: 'How the telephone system names it' }),
    node: z.string().optional(),
  })
  .openapi('LiveCall');

const extension = z
  .object({
    key: z.string(),
    name: z.string(),
    node: z.string(),
    state: z.enum(['idle', 'ringing', 'busy', 'held', 'offline']),
    since: instant,
    call: text,
    agent: text,
    agentName: text,
    userName: text,
    dnd: z.boolean(),
    dndMessage: text,
    dndText: text,
  })
  .openapi('LiveExtension');

const agent = z
  .object({
    key: z.string(),
    name: z.string(),
    state: z.enum(['loggedOut', 'free', 'ringing', 'busy', 'dnd', 'wrap']),
    since: instant,
    extension: text,
    huntGroups: z.array(z.string()).readonly(),
    call: text,
    dndMessage: text,
    dndText: text,
  })
  .openapi('LiveAgent');

const queue = z
  .object({
    key: z.string(),
    name: z.string(),
    waiting: count,
    longestWaitSince: maybeInstant,
    ringing: count,
    connected: count,
    agentsLoggedOn: count,
    agentsFree: count,
  })
  .openapi('LiveQueue');

const trunk = z
  .object({ key: z.string(), name: z.string(), state: z.enum(['idle', 'busy']), since: instant, call: text })
  .openapi('LiveTrunk');
const link = z.object({ key: z.string(), state: z.string(), since: instant, detail: text }).openapi('LiveLink');
const gap = z
  .object({
    gapId: z.string(),
    siteId: z.string(),
    cause: z.string(),
    link: z.string(),
    node: text,
    startedAt: instant,
    endedAt: maybeInstant,
    detail: text,
  })
  .openapi('OpenGap');

export const snapshotSchema = z
  .object({
    site: z.string(),
    n: count.openapi({ description: 'Number of the last change in it: `after` of a subscription' }),
    asOf: instant.openapi({ description: 'Instant of the newest event in it' }),
    totals,
    gaps: z.array(gap),
    calls: z.array(call),
    extensions: z.array(extension),
    agents: z.array(agent),
    queues: z.array(queue),
    trunks: z.array(trunk),
    links: z.array(link),
  })
  .openapi('LiveSnapshot');

const figureGap = z
  .object({
    cause: z.enum(['linkDown', 'agentDown', 'numbersLost', 'nodeDown']),
    startedAt: instant,
    endedAt: maybeInstant,
    detail: text,
  })
  .openapi('LiveFigureGap');

const figureValue = z.union([z.number(), z.string()]).nullable();

const figure = z
  .object({
    statistic: z.string(),
    template: z.string(),
    value: figureValue.openapi({
      description: 'Whole milliseconds, fractions, counts; instants as ISO 8601; null = nothing to compute it from',
    }),
    perMs: z
      .number()
      .nonnegative()
      .openapi({ description: 'By how much it grows in a millisecond by itself after asOf, until the next reading; 0 = it does not' }),
    explain: z.string().openapi({ description: 'Path that tells how it came about' }),
  })
  .openapi('LiveFigure');

export const figuresSchema = z
  .object({
    site: z.string(),
    n: count.openapi({ description: 'Number of the last change in it' }),
    asOf: instant,
    day: z.object({ day: z.string(), start: instant, end: instant }).openapi({ description: 'Statistics day that the figures are of' }),
    figures: z.array(figure),
    incomplete: z.boolean().openapi({ description: 'A gap touches the day: figures may be too low' }),
    gaps: z.array(figureGap),
  })
  .openapi('LiveFigures');
export type PublicFigures = z.output<typeof figuresSchema>;

/** Body of a snapshot or delta of the socket topic `figures`: of a delta only what changed. */
export const figuresBodySchema = z.object({
  asOf: instant,
  figures: z.record(z.string(), figureValue),
  perMs: z.record(z.string(), z.number()),
  incomplete: z.boolean().optional(),
  gaps: z.array(figureGap).optional(),
});
export type PublicFiguresBody = z.output<typeof figuresBodySchema>;
