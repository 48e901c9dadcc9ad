import { afterAll, beforeAll, describe } from 'vitest';
import { dynamodbSuite } from './dynamodb-suite.ts';
import { kinesisSuite } from './kinesis-suite.ts';
import { s3Suite } from './s3-suite.ts';
import { schedulerSuite } from './scheduler-suite.ts';
import { sesSuite } from './ses-suite.ts';
import { sqsSuite } from './sqs-suite.ts';
import { ssmSuite } from './ssm-suite.ts';
import { openTarget, type Target } from './target.ts';

/** Runs elsewhere with `TRUNKLINE_CONFORMANCE=environment` and `AWS_ENDPOINT_URL_DYNAMODB` and so on. */
describe('conformance of the emulators', () => {
  let open: Target | null = null;
  const target = (): Target => {
    if (open === null) throw new Error('the target is not open yet');
    return open;
  };
  beforeAll(async () => {
    open = await openTarget();
  });
  afterAll(() => open?.close());

  dynamodbSuite(target);
  kinesisSuite(target);
  s3Suite(target);
  schedulerSuite(target);
  sesSuite(target);
  sqsSuite(target);
  ssmSuite(target);
});
