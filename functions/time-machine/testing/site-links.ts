import { generateDay, profileSiteConfig } from '../../../test/pbx-simulator/index.ts';
import { eventsOf } from '../../../test/replay/replay-trace.ts';
import { type CallEvent, callEventSchema } from '../../domain/call-event.ts';
import { epochMs, type LinkId, type SequenceNo } from '../../domain/ids.ts';
import { type SiteConfig, siteConfigSchema } from '../../domain/site-config.ts';

const callIds = ['callId', 'announcementCallId', 'primaryCallId', 'secondaryCallId', 'transferredCallId'];

/** Events of a link, numbered anew; call ids of a second phone system are its own. */
export const asLink = (events: readonly CallEvent[], link: string, prefix = ''): CallEvent[] =>
  events.map((event, i) =>
    callEventSchema.parse({
      ...Object.fromEntries(
        Object.entries(event).map(([key, value]) => [key, callIds.includes(key) && typeof value === 'string' ? prefix + value : value]),
      ),
      link: link as LinkId,
      seq: (i + 1) as SequenceNo,
    }),
  );

/** What a link says of itself. */
export const linkEvent = (at: number, state: string, resync: string | null = null): CallEvent =>
  callEventSchema.parse({
    v: 1,
    kind: 'linkState',
    link: 'sample',
    seq: 1,
    at: epochMs(at),
    node: '1',
    resync,
    copyOf: null,
    state,
    scope: null,
    detail: null,
    lostFrom: null,
    lostTo: null,
  });

/** Hours of a simulated phone system, from when its link came up. */
export const simulatedEvents = (config: SiteConfig, seed: number, startAt: number, hours: number, callsPerHour: number): CallEvent[] => {
  const messages = [...generateDay({ seed, callsPerHour, hours, day: 'flat', profile: 'harbour', startAt })].map(({ at, line }) => ({
    at,
    rx: line,
    tx: null,
  }));
  return [linkEvent(startAt, 'up'), ...eventsOf({ link: 'sample', config, messages, diagnostics: [] })];
};

/** Nothing is heard between two instants; then the link comes back and names nothing that still goes on. */
export const withOutage = (events: readonly CallEvent[], from: number, to: number): CallEvent[] => [
  ...events.filter(({ at }) => at < from),
  linkEvent(from, 'lost'),
  linkEvent(to - 2, 'connecting'),
  linkEvent(to - 1, 'up'),
  linkEvent(to - 1, 'resyncBegin', 'r1'),
  linkEvent(to, 'resyncEnd', 'r1'),
  ...events.filter(({ at }) => at > to),
];

/** A site in two versions of its configuration, whose day ends at `resetTime` (London). */
export const siteConfigs = (resetTime: string): readonly SiteConfig[] => {
  const first = siteConfigSchema.parse({ ...profileSiteConfig('harbour'), resetTime });
  const renamed = siteConfigSchema.parse({
    ...first,
    devices: first.devices.map((device) => ({ ...device, name: `${device.name} II` })),
    users: [{ id: 'later', name: 'Later', extensions: first.devices.slice(0, 3).map((device) => device.number) }],
  });
  return [first, renamed];
};
