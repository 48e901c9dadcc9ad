import { isJson } from '../aws-wire/json.ts';

const asList = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter((v): v is string => typeof v === 'string');

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);

/** Stream names are compared without region and account: the local stack has one of each. */
const streamName = (arn: string): string => arn.split('stream/').at(-1) ?? arn;

/** Whether a session policy lets an action through: some Allow, no Deny. Conditions are not known here and refuse. */
export const policyAllows = (policy: string, action: string, resource: string): boolean => {
  const parsed: unknown = JSON.parse(policy);
  const statements = isJson(parsed) ? [parsed.Statement].flat().filter(isJson) : [];
  const applies = statements.filter(
    (s) =>
      s.Condition === undefined &&
      asList(s.Action).some((a) => matches(a.toLowerCase(), action.toLowerCase())) &&
      asList(s.Resource).some((r) => r === '*' || matches(streamName(r), streamName(resource))),
  );
  return applies.some((s) => s.Effect === 'Allow') && !applies.some((s) => s.Effect === 'Deny');
};
