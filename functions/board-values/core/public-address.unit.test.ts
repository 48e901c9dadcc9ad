import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';

const isIn = (range: string, list: readonly string[]): void =>
  expect([range, list.filter((address) => isPublicAddress(address))]).toEqual([range, []]);

test('addresses of the public internet', () => {
  const addresses = [
    '8.8.8.8',
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '223.255.255.255',
  ];
  expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
  const six = ['2606:4700:4700::1111', '2a00:1450:4009:81f::200e', '2400:cb00:2048:1::c629:d7a2'];
  expect(six.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test('every range that is not public', () => {
  isIn('this machine', ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::1', '::']);
  isIn('private', ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255']);
  isIn('link-local and metadata', ['169.254.169.254', '169.254.170.2', '169.254.0.1', 'fe80::1', 'febf::1', 'fd00:ec2::254']);
  isIn('unique-local, site-local', ['fc00::1', 'fd12:3456:789a::1', 'fec0::1']);
  isIn('carrier-grade', ['100.64.0.1', '100.127.255.255', '100.100.100.200']);
  isIn('multicast and broadcast', ['224.0.0.1', '239.255.255.250', '255.255.255.255', 'ff02::1', 'ff0e::1']);
  isIn('reserved and documentation', [
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '192.88.99.1',
    '2001:db8::1',
    '3fff::1',
    '2001:2::1',
    '100::1',
    '5f00::1',
    '4000::1',
    'e000::1',
  ]);
  isIn('IPv4 within IPv6, whatever it carries', [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '2002:7f00:1::',
    '2002:a9fe:a9fe::1',
    '2001:0:53aa:64c:0:0:80ff:fffe',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::7f00:1',
  ]);
});

test('what is not exactly an address is refused, in whatever way somebody else might read it', () => {
  isIn('other spellings', [
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '127.1',
    '127.0.1',
    '8.8.8',
    '08.8.8.8',
    '8.8.8.8 ',
    ' 8.8.8.8',
    '8.8.8.8%eth0',
    '8.8.8.8\n',
    'fe80::1%eth0',
    '2606:4700::1111%eth0',
    '[2606:4700::1111]',
    '2606:4700::1111/64',
    '',
    'localhost',
    'example.com',
    '①②⑦.0.0.1',
  ]);
});

test('no text at all throws', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof isPublicAddress(text) === 'boolean'));
  fc.assert(fc.property(fc.ipV6(), (text) => typeof isPublicAddress(text) === 'boolean'));
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const [a = 0, b = 0] = text.split('.').map(Number);
      const inner = a === 0 || a === 10 || a === 127 || a >= 224 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32);
      return !(inner && isPublicAddress(text));
    }),
  );
});
