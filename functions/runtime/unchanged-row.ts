/**
 * Condition of a write in the place of a row that cannot be read: its `version`, whatever that is, stands as it was read.
 */
export const unchangedRow = ({ version }: Readonly<Record<string, unknown>>) => ({
  ...(version === undefined
    ? { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#version)' }
    : { ConditionExpression: '#version = :from', ExpressionAttributeValues: { ':from': version } }),
  ExpressionAttributeNames: { '#version': 'version' },
});
