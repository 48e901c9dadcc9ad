import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { parseSourceAddress } from './source-address.ts';

test.each([
  ['http://figures.example.com/', 'must begin with https'],
  ['ftp://figures.example.com/', 'must begin with https'],
  ['file:///etc/passwd', 'must begin with https'],
  ['gopher://127.0.0.1:25/', 'must begin with https'],
  ['data:application/json,1', 'must begin with https'],
  ['javascript:alert(1)', 'must begin with https'],
  ['https://figures.example.com:8443/', 'must not name a port'],
  ['https://figures.example.com:22/', 'must not name a port'],
  ['https://user@figures.example.com/', 'user name or password'],
  ['https://user:secret@figures.example.com/', 'user name or password'],
  ['https://', 'not a web address'],
  ['https://a b/', 'not a web address'],
  ['figures.example.com', 'not a web address'],
  ['//figures.example.com/', 'not a web address'],
  ['', 'not a web address'],
])('%s is refused', (text, words) => {
  const parsed = parseSourceAddress(text);
  expect('fault' in parsed ? parsed.fault : 'taken').toContain(words);
});

test('the usual port may be spelled out, and the fragment goes', () => {
  const parsed = parseSourceAddress('https://Figures.Example.com:443/a?b=1#c');
  expect('url' in parsed ? parsed.url.href : parsed.fault).toBe('https://figures.example.com/a?b=1');
});

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://127.1/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0xa9fea9fe/',
  'https://0/',
])('%s names an address that is not public, however it is spelled', (text) => {
  const parsed = parseSourceAddress(text);
  const host = 'url' in parsed ? parsed.url.hostname.replace(/^\[|\]$/g, '') : 'no address';
  expect(isPublicAddress(host)).toBe(false);
});
