import { createRequire } from 'node:module';
import db from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { AwsError } from '../aws-wire/aws-error.ts';
import { isJson } from '../aws-wire/json.ts';
import type { DynaliteAction, DynaliteActionValidation, DynaliteStore } from './dynalite-types.ts';

export { db };

/** Operations dynalite answers by itself; transactions, streams and TTL are ours. */
const operations = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const;
export type DynaliteOperation = (typeof operations)[number];
export const isDynaliteOperation = (name: string): name is DynaliteOperation => operations.some((o) => o === name);

const require = createRequire(import.meta.url);
const actions = new Map<DynaliteOperation, { readonly run: DynaliteAction; readonly check: DynaliteActionValidation }>(
  operations.map((name) => {
    const file = validations.toLowerFirst(name);
    return [
      name,
      {
        run: require(`dynalite/actions/${file}`) as DynaliteAction,
        check: require(`dynalite/validations/${file}`) as DynaliteActionValidation,
      },
    ];
  }),
);

const actionOf = (name: DynaliteOperation) => {
  const action = actions.get(name);
  if (action === undefined) throw new Error(`dynalite has no ${name}`);
  return action;
};

/** dynalite's errors carry the wire answer; everything else is a fault of ours and passes through. */
export const toAwsError = (error: unknown): unknown => {
  if (!(error instanceof Error) || !('body' in error) || !isJson(error.body)) return error;
  const { __type, message, Message, ...extra } = error.body;
  return new AwsError(String(__type), String(message ?? Message ?? ''), 400, extra);
};

/** Checked and normalised input, expressions parsed. Alters `input`. @throws AwsError */
export const validateInput = (name: DynaliteOperation, input: unknown, store: DynaliteStore): Record<string, unknown> => {
  const { check } = actionOf(name);
  try {
    const checked = validations.checkTypes(input, check.types);
    validations.checkValidations(checked, check.types, check.custom, store);
    return checked;
  } catch (error) {
    throw toAwsError(error);
  }
};

/** Runs an action that may wait (queries, table changes). @throws AwsError */
export const runAction = (name: DynaliteOperation, store: DynaliteStore, input: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    actionOf(name).run(store, input, (error, value) => {
      if (error != null) reject(toAwsError(error));
      else resolve(value);
    });
  });

/** Runs an action on a store that answers at once, so the result is there when it returns. @throws AwsError */
export const runActionNow = (name: DynaliteOperation, store: DynaliteStore, input: unknown): unknown => {
  let outcome: { readonly error: unknown; readonly value: unknown } | undefined;
  actionOf(name).run(store, input, (error, value) => {
    outcome ??= { error, value };
  });
  if (outcome === undefined) throw new Error(`dynalite's ${name} did not answer at once`);
  if (outcome.error != null) throw toAwsError(outcome.error);
  return outcome.value;
};
