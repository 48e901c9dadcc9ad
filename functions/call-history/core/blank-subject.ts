/** A person as the rows know one: a number outside in E.164, an agent or a user by id. */
export type Subject =
  | { readonly kind: 'number'; readonly e164: string }
  | { readonly kind: 'agent'; readonly id: string }
  | { readonly kind: 'user'; readonly id: string };

/** A stored row: public JSON, absent = null. */
export type StoredJson = Readonly<Record<string, unknown>>;

/** Where it says `key`, the fields beside it are the person's. */
interface Place {
  readonly key: string;
  readonly fields: readonly string[];
}
const places: Readonly<Record<Subject['kind'], readonly Place[]>> = {
  number: [
    { key: 'outsideE164', fields: ['outsideNumber', 'outsideE164', 'contactName', 'speedDialName'] },
    { key: 'outsideE1642', fields: ['outsideNumber2', 'outsideE1642'] },
  ],
  agent: ['agent', 'callingAgent', 'answeringAgent', 'firstRangAgent', 'lastRangAgent'].map((key) => ({ key, fields: [`${key}Name`] })),
  user: [
    { key: 'userId', fields: ['userName', 'extensionName', 'agentName'] },
    { key: 'callingUserId', fields: ['callingUserName', 'callingExtensionName', 'callingAgentName'] },
  ],
};
/** Ids by which rows are found and counted; they say nothing of the person. */
const kept = new Set([
  'siteId',
  'logicalCallId',
  'segmentId',
  'pbxCallId',
  'node',
  'trunk',
  'huntGroup',
  'startedAt',
  'at',
  'kind',
  'status',
]);

const withoutTexts = (row: StoredJson, texts: ReadonlySet<unknown>): StoredJson =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): (readonly [string, unknown])[] => {
      if (kept.has(name)) return [[name, value]];
      if (Array.isArray(value)) return [[name, value.map((one: unknown) => (texts.has(one) ? null : one))]];
      return texts.has(value) ? [] : [[name, value]];
    }),
  );

/**
 * The row without what it says of the person; it goes on being counted. A number also goes where else in the row it stands (transferred to
 * it, forwarded to it).
 * @returns null when the row is not about the person
 */
export const blankSubject = (row: StoredJson, subject: Subject): StoredJson | null => {
  const wanted = subject.kind === 'number' ? subject.e164 : subject.id;
  const found = places[subject.kind].filter(({ key }) => row[key] === wanted);
  if (found.length === 0) return null;
  const fields = found.flatMap((place) => place.fields);
  if (subject.kind !== 'number') {
    const left = Object.entries(row).filter(([name]) => !fields.includes(name));
    return left.length === Object.keys(row).length ? null : Object.fromEntries(left);
  }
  const texts = new Set(fields.map((name) => row[name]).filter((value) => typeof value === 'string'));
  return withoutTexts(row, new Set([...texts, wanted, wanted.slice(1)]));
};
