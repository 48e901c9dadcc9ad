import { expect, test } from 'vitest';
import { bucketFolder, bucketPolicy } from './bucket-policy.ts';
import { othersWords, receiverWords } from './others-schedule.ts';
import { ownerWords, reachWords, takenWords } from './rights-words.ts';

const frontDesk = 'Only calls of the business unit Front desk';
const owner = { id: 'sue', name: 'Sue Hart' };

test('whose rights, and of which calls', () => {
  expect([reachWords(null), reachWords(frontDesk)]).toEqual(['all calls of the site', 'only calls of the business unit Front desk']);
  expect(ownerWords({ owner, rights: { limit: null, fault: null } })).toBe('Sue Hart: all calls of the site');
  expect(ownerWords({ owner, rights: { limit: null, fault: 'gone' } })).toBe('Sue Hart: cannot run any more');
});

test('what is said before somebody runs or deletes a schedule of another person', () => {
  const theirs = { mine: false, owner, rights: { limit: null, fault: null } };
  expect(othersWords({ ...theirs, mine: true }, frontDesk)).toBe(null);
  expect(othersWords(theirs, null)).toBe('It is a schedule of somebody else and runs with the rights of Sue Hart: all calls of the site.');
  expect(othersWords(theirs, frontDesk)).toBe(
    'It is a schedule of somebody else and runs with the rights of Sue Hart: all calls of the site. You see only calls of the business unit Front desk.',
  );
  const mail = {
    kind: 'email' as const,
    to: ['ann@example.com', 'bo@example.com'],
    cc: [],
    bcc: ['cy@example.com'],
    subject: '',
    body: '',
  };
  expect(receiverWords({ delivery: mail })).toBe('mail to ann@example.com and 2 more');
  expect(receiverWords({ delivery: { kind: 'bucket', bucket: 'calls-archive', prefix: '' } })).toBe('the bucket calls-archive');
});

test('what saving changes for those who get the mails', () => {
  expect(takenWords({ limit: null, fault: null }, frontDesk)).toBe(
    'From the next run on it holds only calls of the business unit Front desk; until now it held all calls of the site. Those who get it are told so in the mail.',
  );
  expect([takenWords({ limit: frontDesk, fault: null }, frontDesk), takenWords({ limit: null, fault: 'gone' }, null)]).toEqual([
    null,
    null,
  ]);
});

test('a bucket lets one role put objects below the folder of one site, and nothing else', () => {
  expect([bucketFolder('calls//daily/', 'bakery/harbour'), bucketFolder('', 'bakery/harbour')]).toEqual([
    'bakery/harbour/calls/daily/',
    'bakery/harbour/',
  ]);
  expect(JSON.parse(bucketPolicy('arn:aws:iam::123456789012:role/delivery', 'figures', 'bakery/harbour/'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrunklineReports',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:role/delivery' },
        Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
        Resource: 'arn:aws:s3:::figures/bakery/harbour/*',
      },
    ],
  });
});
