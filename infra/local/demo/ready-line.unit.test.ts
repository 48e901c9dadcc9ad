import { expect, test } from 'vitest';
import { demoResellers } from './demo-data.ts';
import { friendlyText, type ReadyLine, sitesOf } from './ready-line.ts';

const line: ReadyLine = {
  ready: true,
  url: 'http://127.0.0.1:8400',
  api: 'http://127.0.0.1:8400',
  ws: 'ws://127.0.0.1:8400/ws',
  mailbox: 'http://127.0.0.1:8400/mailbox',
  users: [{ role: 'supervisor', email: 'omar@harbour-hotels.example', password: 'one-two', token: 'secret-token' }],
  sites: demoResellers.slice(0, 1).flatMap(sitesOf),
};

test('the sites of the demo reseller stand in the line, the demo site first', () => {
  expect(line.sites).toEqual([
    { tenant: 'harbour-hotels', site: 'harbour-leeds' },
    { tenant: 'harbour-hotels', site: 'harbour-york' },
    { tenant: 'mill-lane', site: 'mill-lane-surgery' },
  ]);
});

test('people read address and log-ins, those of the other reseller too, and no token', () => {
  const other = { role: 'resellerAdmin', email: 'ned@northern-voice.example', password: 'three', token: 'other-token' };
  const text = friendlyText(line, [other], '4.2');
  expect(text.split('\n').filter((l) => l !== '')).toEqual([
    '  Trunkline is ready after 4.2 s:  http://127.0.0.1:8400',
    '  mail: http://127.0.0.1:8400/mailbox',
    '  Log in as',
    '    supervisor     omar@harbour-hotels.example  one-two',
    '    resellerAdmin  ned@northern-voice.example   three',
    '  Ctrl+C stops it.',
  ]);
});
