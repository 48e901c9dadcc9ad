import { isErasedText } from '../../domain/erased.ts';

/** Finds a person's number in texts, however it is spelled. */
export interface NumberEraser {
  /** The text with the number replaced by as many placeholders (domain/erased.ts); the very text when the number is not in it. */
  readonly erase: (text: string) => string;
}

/** A person as the rows know one: a number outside in E.164, an agent or a user by id. */
export type Subject =
  | { readonly kind: 'number'; readonly e164: string; readonly eraser: NumberEraser }
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
/** Ids by which rows are found and counted, and instants; they say nothing of the person. */
const kept = new Set([
  'siteId',
  'logicalCallId',
  'segmentId',
  'statusId',
  'anomalyId',
  'gapId',
  'pbxCallId',
  'node',
  'link',
  'trunk',
  'huntGroup',
  'startedAt',
  'answeredAt',
  'endedAt',
  'at',
  'kind',
  'status',
]);
/** Numbers of the far side: what they are is said in E.164 beside them, so they are the person's with it or not at all. */
const farSide = new Set(places.number.flatMap(({ fields }) => fields.filter((name) => name.startsWith('outside'))));

const withoutNumber = (row: StoredJson, { e164, eraser }: Extract<Subject, { kind: 'number' }>): StoredJson | null => {
  const gone = new Set(places.number.filter(({ key }) => row[key] === e164).flatMap(({ fields }) => fields));
  const names = new Set<unknown>(['contactName', 'speedDialName'].filter((name) => gone.has(name)).map((name) => row[name]));
  names.delete(undefined);
  const blank: Record<string, unknown> = {};
  let changed = false;
  for (const [name, value] of Object.entries(row)) {
    let left = value;
    if (gone.has(name)) left = null;
    else if (kept.has(name) || farSide.has(name)) left = value;
    else if (typeof value === 'string') {
      const text = eraser.erase(value);
      if (isErasedText(text)) gone.add(`${name}Name`);
      left = isErasedText(text) ? null : text;
    } else if (Array.isArray(value))
      // Tags: what people wrote.
      left = value.map((one: unknown) => {
        const text = typeof one === 'string' ? eraser.erase(one) : one;
        return names.has(one) || isErasedText(text) ? null : text;
      });
    const same = Array.isArray(left) && Array.isArray(value) ? left.every((one, i) => one === value[i]) : left === value;
    changed ||= !same;
    if (left !== null || value === null) blank[name] = left;
  }
  return changed ? blank : null;
};

/**
 * The row without what it says of the person; it goes on being counted. A number also goes where else in the row it stands (transferred to
 * it, a do-not-disturb text); what the site's own devices are called stays, as that is the configuration's.
 * @returns null when the row is not about the person
 */
export const blankSubject = (row: StoredJson, subject: Subject): StoredJson | null => {
  if (subject.kind === 'number') return withoutNumber(row, subject);
  const found = places[subject.kind].filter(({ key }) => row[key] === subject.id);
  const fields = found.flatMap((place) => place.fields);
  const left = Object.entries(row).filter(([name]) => !fields.includes(name));
  return left.length === Object.keys(row).length ? null : Object.fromEntries(left);
};
