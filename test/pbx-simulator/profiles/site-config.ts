import { type SiteConfig, siteConfigSchema } from '../../../functions/domain/site-config.ts';
import type { PbxProfile } from '../pbx/profile.ts';
import { findProfile } from './find-profile.ts';

/** What an administrator would have after the first import of this PBX: announcements and attendants neither ring nor answer, groups reset timers. */
export const profileSiteConfig = (nameOrProfile: string | PbxProfile): SiteConfig => {
  const profile = findProfile(nameOrProfile);
  const node = profile.nodes[0]?.id ?? '1';
  const agentsAt = (station: string): string[] => profile.agents.filter((a) => a.station === station).map((a) => a.id);
  const people = profile.stations.filter((s) => (s.node ?? node) === node);
  return siteConfigSchema.parse({
    id: profile.id,
    name: profile.siteName,
    timeZone: 'Europe/London',
    country: 'GB',
    nodes: profile.nodes.map((n) => ({ id: n.id, name: n.description })),
    devices: [
      ...profile.stations.map((s) => ({ number: s.number, type: 'extension' as const, name: s.name, node: s.node ?? node })),
      ...profile.groups.map((g) => ({
        number: g.number,
        type: 'huntGroup' as const,
        name: g.name,
        node: g.node ?? node,
        resetsTimers: true,
      })),
      ...profile.agents.map((a) => ({ number: a.id, type: 'agent' as const, name: a.name, node: a.node ?? node })),
      ...profile.trunks.map((t) => ({ number: t.number, type: 'trunk' as const, name: t.name, node: t.node ?? node })),
      ...profile.applications.map((a) => {
        const routing = a.role !== 'voicemail';
        const flags = { notAnswering: routing, notRung: routing };
        return { number: a.number, type: 'application' as const, name: a.name, node: a.node ?? node, ...flags };
      }),
      ...profile.ddis.map((d) => ({ number: d.number, type: 'ddi' as const, name: d.name })),
    ],
    users: people.map((s) => ({ id: `${profile.id}-${s.number}`, name: s.name, extensions: [s.number], agents: agentsAt(s.number) })),
    contacts: profile.callers
      .slice(0, 12)
      .filter((c) => c.name !== '')
      .map((c) => ({ name: c.name, numbers: [c.number] })),
    dialPlan: {
      outboundPrefixes: ['9'],
      outsideLine: '9',
      maxExtensionLength: Math.max(...profile.stations.map((s) => s.number.length)),
      localAreaCodes: ['01632'],
    },
    settings: { accountCodes: [...profile.accountCodes] },
  });
};
