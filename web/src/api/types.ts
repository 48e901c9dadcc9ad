import type { LiveCall } from '../../../functions/domain/live.ts';
import { isKnownZone } from '../time/core/zone.ts';
import { asRecord } from './instants.ts';

export type Role = 'resellerAdmin' | 'customerAdmin' | 'supervisor' | 'agent' | 'screen';

export interface Me {
  readonly name: string;
  readonly email: string;
  readonly role: Role | null;
  readonly permissions: readonly string[];
  /** Own devices: a role that may not see the numbers of others sees those of its own calls. */
  readonly extensions: readonly string[];
  readonly agents: readonly string[];
  /** Sees calls of some business units alone. */
  readonly limited: boolean;
}

export interface Site {
  readonly site: string;
  readonly name: string;
  readonly tenant: string;
  readonly customerName: string;
  readonly timeZone: string;
  /** `HH:MM` at which the statistics day starts. */
  readonly resetTime: string;
}

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' && value !== '' ? value : otherwise);

export const roleWords: Readonly<Record<Role, string>> = {
  resellerAdmin: 'Reseller administrator',
  customerAdmin: 'Administrator',
  supervisor: 'Supervisor',
  agent: 'Agent',
  screen: 'Screen',
};

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const isRole = (value: unknown): value is Role => typeof value === 'string' && value in roleWords;

export const parseMe = (value: unknown): Me => {
  const record = asRecord(value);
  const email = textOf(record?.email, '');
  return {
    name: textOf(record?.name, email || 'Signed in'),
    email,
    role: isRole(record?.role) ? record.role : null,
    permissions: listOf(record?.permissions),
    extensions: listOf(record?.extensions),
    agents: listOf(record?.agents),
    limited: Array.isArray(record?.units),
  };
};

/** An unknown zone would break every time on the page: UTC is then the honest one. */
export const parseSite = (value: unknown): Site | null => {
  const record = asRecord(value);
  const site = textOf(record?.site, textOf(record?.id, ''));
  if (site === '') return null;
  const tenant = textOf(record?.tenant, '');
  const zone = textOf(record?.timeZone, 'UTC');
  return {
    site,
    name: textOf(record?.name, site),
    tenant,
    customerName: textOf(record?.customerName, tenant),
    timeZone: isKnownZone(zone) ? zone : 'UTC',
    resetTime: /^([01]\d|2[0-3]):[0-5]\d$/.test(textOf(record?.resetTime, '')) ? textOf(record?.resetTime, '02:00') : '02:00',
  };
};

/** Screens see no calls, agents their own. While it is not known, the page shows what most people may see. */
export const maySeeCalls = (me: Me | undefined): boolean =>
  me === undefined || me.permissions.includes('calls.read') || me.permissions.includes('calls.readOwn');
export const mayReadConfiguration = (me: Me | undefined): boolean => me?.permissions.includes('configuration.read') === true;
export const mayWriteConfiguration = (me: Me | undefined): boolean => me?.permissions.includes('configuration.write') === true;
export const mayReadAudit = (me: Me | undefined): boolean => me?.permissions.includes('audit.read') === true;

/** Reports are of everybody's calls. */
export const maySeeFigures = (me: Me | undefined): boolean => me === undefined || me.permissions.includes('calls.read');
/** The heartbeat of a site's agents, as far as the page needs it. */
export interface AgentHealth {
  readonly state: string;
  readonly lastSeenAt: number | null;
}

/** The agents of a site taken together. `unknown` = the reader may not ask, or has no answer yet; `never` = enrolled but never heard. */
export type AgentPresence =
  | { readonly kind: 'unknown' | 'none' | 'never' | 'heard' }
  | { readonly kind: 'silent' /** Since when all of them are late. */; readonly since: number };

export const agentPresence = (agents: readonly AgentHealth[] | undefined): AgentPresence => {
  if (agents === undefined) return { kind: 'unknown' };
  const enrolled = agents.filter((agent) => agent.state !== 'revoked');
  const seen = enrolled.filter((agent) => agent.state !== 'neverSeen');
  if (enrolled.length === 0) return { kind: 'none' };
  if (seen.length === 0) return { kind: 'never' };
  if (seen.some((agent) => agent.state !== 'late')) return { kind: 'heard' };
  return { kind: 'silent', since: Math.max(...seen.map((agent) => agent.lastSeenAt ?? 0)) };
};

export const maySeeAgents = (me: Me | undefined): boolean => me?.permissions.includes('edgeAgents.read') === true;
export const maySeeGaps = (me: Me | undefined): boolean => me?.permissions.includes('gaps.read') === true;

/** Whether the outside number of a call in progress is kept from this reader: the numbers of other people's calls may be. */
export const isNumberHidden = (me: Me | undefined, call: Pick<LiveCall, 'extension' | 'callingExtension' | 'agent'>): boolean => {
  if (me === undefined || me.permissions.includes('live.readNumbers')) return false;
  const own = [call.extension, call.callingExtension].some((extension) => extension !== null && me.extensions.includes(extension));
  return !own && !(call.agent !== null && me.agents.includes(call.agent));
};
