import { generateDay, profileSiteConfig } from '../../../../test/pbx-simulator/index.ts';
import { type CallEvent, callEventSchema } from '../../../domain/call-event.ts';
import { epochMs, type LinkId, type SequenceNo } from '../../../domain/ids.ts';
import { type SiteConfig, siteConfigSchema } from '../../../domain/site-config.ts';
import { retranslate } from '../../core/testing/sample-days.ts';

export interface TwoLinkDays {
  /** Three versions: as it is, with other users and names, with another dial plan. */
  readonly configs: readonly SiteConfig[];
  readonly links: readonly (readonly CallEvent[])[];
  readonly startAt: number;
}

const callIds = ['callId', 'announcementCallId', 'primaryCallId', 'secondaryCallId', 'transferredCallId'];
/** As call ids are unique in a site's PBX, so they are across its links. */
const withOwnIds = (event: CallEvent, prefix: string): CallEvent =>
  callEventSchema.parse(
    Object.fromEntries(
      Object.entries(event).map(([key, value]) => [key, callIds.includes(key) && typeof value === 'string' ? prefix + value : value]),
    ),
  );

/** Two simulated phone systems of one site that speak of the same phones and agents: what comes of them depends on the order across links. */
export const twoLinkDays = (seed: number, startAt: number, hours: number, callsPerHour: number): TwoLinkDays => {
  const first = profileSiteConfig('harbour');
  const renamed = siteConfigSchema.parse({
    ...first,
    devices: first.devices.map((device) => ({ ...device, name: `${device.name} II` })),
    users: [{ id: 'later', name: 'Later', extensions: first.devices.slice(0, 3).map((device) => device.number) }],
  });
  const configs = [first, renamed, siteConfigSchema.parse({ ...renamed, dialPlan: { ...first.dialPlan, outboundPrefixes: ['90'] } })];
  const linkOf = (link: string, own: number): CallEvent[] => {
    const messages = [...generateDay({ seed: own, callsPerHour, hours, day: 'flat', profile: 'harbour', startAt })].map(({ at, line }) => ({
      at,
      rx: line,
    }));
    return retranslate(first, messages).map((event, i) => ({
      ...(link === 'link-a' ? event : withOwnIds(event, '8')),
      link: link as LinkId,
      seq: (i + 1) as SequenceNo,
      at: epochMs(event.at),
    }));
  };
  return { configs, links: [linkOf('link-a', seed), linkOf('link/b', seed + 1_000_000)], startAt };
};
