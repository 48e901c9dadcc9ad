import type { UnitMembers } from '../../domain/unit-members.ts';
import { type NamedField, namedFields } from '../../domain/unit-view.ts';
import type { Grain } from '../../statistics/facts.ts';
import { sqlLiteral, sqlName } from '../../statistics/formulas.ts';

/** Temporary tables of a query of somebody who is limited to business units, filled before its SQL runs. */
export const unitTables = {
  /** `kind, number`: what belongs to the units. */
  members: 'unit_members',
  /** `kind, number, heldFrom, heldTo`: numbers that users of the units hold, for rows that name no user. */
  held: 'unit_held',
  /** The visible segments of the range: only what the other tables are made of. */
  segments: 'unit_segments',
  /** `logicalCallId, shown`: devices and people of a call that are not blank, as `shownSql` spells them, in one list. */
  shown: 'unit_shown',
  /** `matchKey`: the facts that may be seen. */
  keys: 'unit_keys',
} as const;

/** Rows of `members` and `held` for a VALUES list. */
export const memberValues = ({ extensions, agents, users, huntGroups }: UnitMembers): readonly string[] =>
  Object.entries({ extension: extensions, agent: agents, user: users, huntGroup: huntGroups }).flatMap(([kind, numbers]) =>
    [...numbers].map((number) => `('${kind}', ${sqlLiteral(number)})`),
  );
const bigint = (at: number): string => (Number.isFinite(at) ? String(at) : 'NULL');
export const heldValues = ({ held }: UnitMembers): readonly string[] =>
  (['extension', 'agent'] as const).flatMap((kind) =>
    held[kind].map(({ number, from, to }) => `('${kind}', ${sqlLiteral(number)}, ${bigint(from)}, ${bigint(to)})`),
  );

const among = (kind: string, value: string): string =>
  `coalesce(${value} IN (SELECT number FROM ${unitTables.members} WHERE kind = '${kind}'), false)`;

/** Alias `s` of segments. As `segmentVisible` of the kernel tells it; a property holds both together. */
export const visibleSegmentsSql = (segments: string): string => {
  const party = (extension: string, agent: string, user: string): string =>
    `(${among('extension', `s."${extension}"`)} OR ${among('agent', `s."${agent}"`)} OR ${among('user', `s."${user}"`)})`;
  return `SELECT * FROM (SELECT "logicalCallId", "segmentNo", "callType", "extension", "agent", "userId", "callingExtension", "callingAgent",
    "callingUserId", "huntGroup", ${party('extension', 'agent', 'userId')} AS "deviceSeen",
    ${party('callingExtension', 'callingAgent', 'callingUserId')} AS "callerSeen", ${among('huntGroup', 's."huntGroup"')} AS "groupSeen"
    FROM ${segments} s) WHERE "deviceSeen" OR "callerSeen" OR "groupSeen"`;
};

const shownSql = (kind: string, number: string): string => `'${kind}/' || ${number}`;

/** What of each call is shown on all its rows. */
export const shownKeysSql = (): string => {
  const shown = (kind: string, field: string, seen: string): string =>
    `SELECT "logicalCallId", ${shownSql(kind, `"${field}"`)} AS shown FROM ${unitTables.segments} WHERE "${seen}" AND "${field}" IS NOT NULL`;
  const all = [
    shown('extension', 'extension', 'deviceSeen'),
    shown('agent', 'agent', 'deviceSeen'),
    shown('user', 'userId', 'deviceSeen'),
    shown('extension', 'callingExtension', 'callerSeen'),
    shown('agent', 'callingAgent', 'callerSeen'),
    shown('user', 'callingUserId', 'callerSeen'),
    shown('huntGroup', 'huntGroup', 'groupSeen'),
  ].join(' UNION ');
  return `SELECT "logicalCallId", list(shown) AS shown FROM (${all}) GROUP BY 1`;
};

/**
 * Keys of the facts that may be seen, as `matchKeysSql` spells them: a call and its trunks by any visible segment, a leg by its own, a visit
 * by its hunt group, an internal call as made by who made it.
 */
export const visibleKeysSql = (grains: readonly Grain[]): string => {
  const keys = (key: string, where: string): string => `SELECT ${key} AS "matchKey" FROM ${unitTables.segments} WHERE ${where}`;
  const wanted: readonly [readonly Grain[], string][] = [
    [['call', 'trunk'], keys('"logicalCallId"', 'true')],
    [['leg'], keys(`"logicalCallId" || '/leg/' || "segmentNo"`, 'true')],
    [['visit'], keys(`"logicalCallId" || '/visit/' || "huntGroup"`, '"groupSeen"')],
    [['originator'], keys(`"logicalCallId" || '/originator'`, `"callType" = 'internal' AND "callerSeen"`)],
  ];
  const sql = wanted.flatMap(([of, one]) => (of.some((grain) => grains.includes(grain)) ? [one] : []));
  return sql.length === 0 ? `SELECT '' AS "matchKey" WHERE false` : sql.join(' UNION ');
};

/** The fields of facts that name a device or a person; of an internal call the caller stands as telephone number. */
const factFields: readonly (NamedField & { readonly when?: string })[] = [
  { field: 'extension', kinds: ['extension'], names: ['extensionName'] },
  { field: 'agent', kinds: ['agent'], names: ['agentName'] },
  { field: 'userId', kinds: ['user'], names: ['userName'] },
  { field: 'huntGroup', kinds: ['huntGroup'], names: ['huntGroupName'] },
  { field: 'telephoneKey', kinds: ['extension'], names: ['telephoneName'], when: `"callType" <> 'internal'` },
];

/**
 * `relation` (rows of calls with `logicalCallId`) with the numbers and names of others blank. One join for all fields: with one for each, rows as
 * wide as these took more memory than whole reports are written with.
 */
const blankedSql = (relation: string, fields: readonly (NamedField & { readonly when?: string })[]): string => {
  const seen = ({ field, kinds, when }: (typeof fields)[number]): string =>
    [
      ...kinds.map((kind) => `coalesce(list_contains("$shown", ${shownSql(kind, `"${field}"`)}), false)`),
      ...(when === undefined ? [] : [when]),
    ].join(' OR ');
  const flags = fields.map((field, i) => `(${seen(field)}) AS "$seen${i}"`);
  const columns = fields.flatMap(({ field, names }, i) =>
    [field, ...names].map((name) => `CASE WHEN "$seen${i}" THEN ${sqlName(name)} END AS ${sqlName(name)}`),
  );
  const withShown = `SELECT b.*, u.shown AS "$shown" FROM ${relation} b LEFT JOIN ${unitTables.shown} u ON u."logicalCallId" = b."logicalCallId"`;
  const helpers = ['"$shown"', ...fields.map((_, i) => `"$seen${i}"`)];
  return `SELECT * EXCLUDE (${helpers.join(', ')}) REPLACE (${columns.join(', ')}) FROM (SELECT *, ${flags.join(', ')} FROM (${withShown}))`;
};

/** Rows of a table of the lake as they may be seen; `matchKey` tells the key of a fact over alias `f`. */
export const visibleFactsSql = (facts: string, matchKey: string): string =>
  blankedSql(`(SELECT f.* FROM (${facts}) f WHERE (${matchKey}) IN (SELECT "matchKey" FROM ${unitTables.keys}))`, factFields);
export const visibleRowsSql = (relation: string, table: 'calls' | 'segments'): string => {
  const own = table === 'calls' ? '' : ' AND v."segmentNo" = r."segmentNo"';
  const rows = `(SELECT r.* FROM ${relation} r WHERE EXISTS (SELECT 1 FROM ${unitTables.segments} v WHERE v."logicalCallId" = r."logicalCallId"${own}))`;
  return `(${blankedSql(rows, table === 'calls' ? namedFields.call : namedFields.segment)})`;
};

/** Whether alias `s` of changes of status may be seen: by its agent or phone, its own or as held at that instant. */
export const visibleStatusSql = (): string => {
  const by = (kind: 'extension' | 'agent'): string => `(${among(kind, `s.${kind}`)} OR EXISTS (SELECT 1 FROM ${unitTables.held} h
    WHERE h.kind = '${kind}' AND h.number = s.${kind} AND s."at" >= coalesce(h."heldFrom", s."at") AND s."at" < coalesce(h."heldTo", s."at" + 1)))`;
  return `(${by('extension')} OR ${by('agent')})`;
};
/** The columns of `visibleStatusSql`'s rows that name a group of others, blank. */
export const statusBlanksSql = (): string => {
  const seen = among('huntGroup', 's."huntGroup"');
  return ['huntGroup', 'huntGroupName'].map((name) => `CASE WHEN ${seen} THEN s."${name}" END AS "${name}"`).join(', ');
};
