import { type SiteConfig, siteConfigSchema } from '../../../functions/domain/site-config.ts';

/** A list as plain SQL has it: an expression for each column of the catalogue, and where its rows come from. */
interface ListSql {
  readonly from: string;
  /** What tells rows apart and puts equal ones into an order: the same for us and for the product. */
  readonly identity: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
}

/** Instants and texts of calls (`c`) and of segments (`s`) have the same names. Ringing is over when answered or ended, the rest when ended. */
const ofCalls = (t: string): Readonly<Record<string, string>> => ({
  startTime: `${t}."startedAt"`,
  endEvent: `${t}."endEvent"`,
  telephoneNumber: `CASE ${t}."callType" WHEN 'external' THEN ${t}."outsideNumber" ELSE ${t}."callingExtension" END`,
  contactName: `${t}."contactName"`,
  ddiDigits: `${t}.ddi`,
  dnis: `${t}.dnis`,
  huntGroupName: `CASE WHEN ${t}.dee THEN 'DEE' ELSE ${t}."huntGroupName" END`,
  trunkNumber: `${t}.trunk`,
  trunkDescription: `${t}."trunkName"`,
  transferredFrom: `${t}."transferredFrom"`,
  transferredTo: `${t}."transferredTo"`,
  callDirection: `CASE WHEN ${t}."callType" = 'internal' THEN 'n/a' WHEN ${t}.direction = 'in' THEN 'In' ELSE 'Out' END`,
  callAnswered: `${t}.answered`,
  ringDuration: `CASE WHEN ${t}.answered OR ${t}."endedAt" IS NOT NULL THEN ${t}."ringMs" END`,
  talkDuration: `CASE WHEN ${t}."endedAt" IS NOT NULL THEN ${t}."talkMs" END`,
});

const callColumns = {
  ...ofCalls('c'),
  callDuration: 'CASE WHEN c."endedAt" IS NOT NULL THEN c.call_time END',
  answeringExtension: 'c."answeringExtension"',
  answeringExtensionName: 'c."answeringExtensionName"',
  firstRangExtension: 'c."firstRangExtension"',
  firstRangExtensionName: 'c."firstRangExtensionName"',
  lastRangExtension: 'c."lastRangExtension"',
  lastRangExtensionName: 'c."lastRangExtensionName"',
};
/** Both phones of an internal call, the called one first. */
const bothPhones = (called: string, calling: string): string =>
  `CASE WHEN s."callType" = 'internal' THEN nullif(concat_ws(', ', s."${called}", s."${calling}"), '') ELSE s."${called}" END`;

const status = {
  acdEventTime: 'x."at"',
  acdAgent: 'x.agent',
  acdAgentName: 'x."agentName"',
  acdExtension: 'x.extension',
  acdHuntGroup: 'x."huntGroup"',
  acdHuntGroupName: 'x."huntGroupName"',
  acdDndMessage: 'x."dndMessage"',
  acdDndText: 'x."dndText"',
  dndEventTime: 'x."at"',
  dndExtension: 'x.extension',
  dndExtensionName: 'x."extensionName"',
  dndMessage: 'x."dndMessage"',
  dndText: 'x."dndText"',
};
const statusWord = `CASE x.status WHEN 'loggedOn' THEN 'Logged on' WHEN 'loggedOut' THEN 'Logged out' WHEN 'free' THEN 'Free' WHEN 'busy' THEN 'Busy'
  WHEN 'wrap' THEN 'Wrap' WHEN 'dndOn' THEN 'DND on' WHEN 'dndOff' THEN 'DND off' END`;

/**
 * Tables `c` and `s` of the open question; status rows by their own time. What is carried over the change of day is not a change of state.
 * `keep` = what the report's filter asks of a row.
 */
export const listSql: Readonly<Record<string, (keep: string, question: { site: string; from: number; to: number }) => ListSql>> = {
  callList: (keep) => ({ from: `c WHERE ${keep}`, identity: ['c."startedAt"', 'c."logicalCallId"'], columns: callColumns }),
  unreturnedLostCalls: () => ({
    from: `c WHERE c."callType" = 'external' AND c.unreturned`,
    identity: ['c."startedAt"', 'c."logicalCallId"'],
    columns: callColumns,
  }),
  callListSegmented: (keep) => ({
    from: `s WHERE ${keep}`,
    identity: ['s."logicalCallId"', 's."segmentNo"'],
    columns: {
      ...ofCalls('s'),
      segmentNo: 's."segmentNo"',
      extension: bothPhones('extension', 'callingExtension'),
      extensionName: bothPhones('extensionName', 'callingExtensionName'),
    },
  }),
  acdStatusList: (_, { site, from, to }) => ({
    from: `status x WHERE x."siteId" = '${site}' AND x."at" >= ${from} AND x."at" < ${to} AND x.kind = 'acd' AND NOT x."carriedOver"`,
    identity: ['x."statusId"'],
    columns: { ...status, acdStatus: statusWord },
  }),
  dndStatusList: (_, { site, from, to }) => ({
    from: `status x WHERE x."siteId" = '${site}' AND x."at" >= ${from} AND x."at" < ${to} AND x.kind = 'dnd' AND NOT x."carriedOver"`,
    identity: ['x."statusId"'],
    columns: { ...status, dndStatus: statusWord },
  }),
};

/** What the site has, as its configuration says: number, name, node, in order of number. */
export const configuredRows = (template: string, config: SiteConfig): readonly (readonly [string, string, string | null])[] => {
  const types: Readonly<Record<string, readonly string[]>> = {
    agentList: ['agent'],
    ddiList: ['ddi'],
    deviceList: ['extension', 'application'],
    trunkList: ['trunk'],
  };
  const wanted = types[template] ?? [];
  return siteConfigSchema
    .parse(config)
    .devices.filter(({ type }) => wanted.includes(type))
    .map(({ number, name, node }) => [number, name, node] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
};
