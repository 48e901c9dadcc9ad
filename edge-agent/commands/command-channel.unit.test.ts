import { describe, expect, test } from 'vitest';
import type { AgentAnswer, AgentCommand, AgentOffers } from '../../functions/domain/agent-command.ts';
import { silentLog } from '../log.ts';
import { createFakeTime } from '../session/session.fixture.ts';
import { createCommandChannel } from './command-channel.ts';
import type { SocketHandlers } from './connect-socket.ts';

interface FakeSocket {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly handlers: SocketHandlers;
  readonly sent: unknown[];
  closed: boolean;
}
const id = '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a001';
const command: AgentCommand = { id, deadline: 9, act: { kind: 'answer', device: { number: '1001', node: null }, call: '1F01' } };
const answerOf = (of: string): AgentAnswer => ({ id: of, result: 'done', outcome: 0, reason: null, newCall: null });
const offers: AgentOffers = { linkUp: true, callControl: true, dndMessages: [{ number: 1, text: 'OUT' }] };

const setUp = (over: { run?: (given: AgentCommand) => Promise<AgentAnswer>; random?: () => number } = {}) => {
  const time = createFakeTime();
  const sockets: FakeSocket[] = [];
  let proofs = 0;
  let offered = offers;
  const channel = createCommandChannel({
    connect: (url, protocols, handlers) => {
      const socket: FakeSocket = { url, protocols, handlers, sent: [], closed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => {
          if (socket.closed) return;
          socket.closed = true;
          time.timers.set(0, () => handlers.closed('closed by us'));
        },
      };
    },
    protocols: () => ['trunkline.agent.v1', `agent.proof${++proofs}`],
    run: over.run ?? ((given) => Promise.resolve(answerOf(given.id))),
    offers: () => offered,
    timers: time.timers,
    random: over.random ?? (() => 0),
    log: silentLog,
  });
  const open = (n: number): void => sockets[n]?.handlers.opened();
  const say = (n: number, message: unknown): void =>
    sockets[n]?.handlers.received(typeof message === 'string' ? message : JSON.stringify(message));
  const drop = (n: number): void => {
    const socket = sockets[n];
    if (socket === undefined) return;
    socket.closed = true;
    socket.handlers.closed('closed with 1006');
  };
  return { channel, time, sockets, open, say, drop, nowOffers: (now: AgentOffers) => (offered = now) };
};
const address = 'wss://commands.example/agent-ws';

test('opens when the cloud names the address, offers, pings, runs commands and answers', async () => {
  const { channel, time, sockets, open, say } = setUp();
  expect(sockets).toEqual([]);
  channel.setAddress(address);
  channel.setAddress(address);
  expect(sockets.map(({ url, protocols }) => [url, protocols])).toEqual([[address, ['trunkline.agent.v1', 'agent.proof1']]]);
  open(0);
  expect(sockets[0]?.sent).toEqual([
    { v: 1, offers },
    { v: 1, ping: 1 },
  ]);
  say(0, { v: 1, pong: 1 });
  say(0, { v: 1, command });
  await time.settle();
  expect(sockets[0]?.sent.slice(2)).toEqual([{ v: 1, answer: answerOf(id) }]);
  expect(channel.status()).toEqual({ connected: true, commands: 1, failed: 0 });
});

test('tells what is offered again only when it changed', () => {
  const { channel, sockets, open, nowOffers } = setUp();
  channel.setAddress(address);
  open(0);
  channel.offer();
  expect(sockets[0]?.sent).toHaveLength(2);
  nowOffers({ ...offers, linkUp: false });
  channel.offer();
  expect(sockets[0]?.sent.slice(2)).toEqual([{ v: 1, offers: { ...offers, linkUp: false } }]);
});

test('answers a command of a kind it does not know, and nothing to noise', async () => {
  const { channel, time, sockets, open, say } = setUp();
  channel.setAddress(address);
  open(0);
  for (const noise of ['', '{', '[]', 'null', '{"v":2}', '{"v":1,"line":"_RP,1"}', { v: 1, command: { id: 'x' } }]) say(0, noise);
  say(0, { v: 1, command: { ...command, act: { kind: 'raw', line: '_RP,1' } } });
  await time.settle();
  expect(sockets[0]?.sent.slice(2)).toEqual([
    { v: 1, answer: { id, result: 'notDelivered', outcome: null, reason: 'notUnderstood', newCall: null } },
  ]);
});

describe('coming back', () => {
  test('with pauses that double to a minute, with a fresh proof each time, and start anew once somebody has answered', async () => {
    const { channel, time, sockets, open, say, drop } = setUp();
    channel.setAddress(address);
    drop(0);
    const pauses: number[] = [];
    for (let n = 1; n <= 8; n++) {
      let waited = 0;
      for (; sockets.length === n; waited += 100) await time.advance(100);
      pauses.push(waited);
      if (n < 8) drop(n);
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(sockets.at(-1)?.protocols[1]).toBe('agent.proof9');
    open(8);
    // An open socket alone proves nothing.
    drop(8);
    await time.advance(29_900);
    expect(sockets).toHaveLength(9);
    await time.advance(100);
    open(9);
    say(9, { v: 1, pong: 1 });
    drop(9);
    await time.advance(500);
    expect(sockets).toHaveLength(11);
  });

  test('when a ping is not answered: the network is cut without a word', async () => {
    const { channel, time, sockets, open, say } = setUp();
    channel.setAddress(address);
    open(0);
    say(0, { v: 1, pong: 1 });
    await time.advance(60_000);
    expect(sockets[0]?.sent.at(-1)).toEqual({ v: 1, ping: 2 });
    expect(sockets[0]?.closed).toBe(false);
    await time.advance(15_500);
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets).toHaveLength(2);
  });

  test('an answer that was ready meanwhile is sent then', async () => {
    let done: (answer: AgentAnswer) => void = () => undefined;
    const { channel, time, sockets, open, say, drop } = setUp({
      run: () =>
        new Promise((resolve) => {
          done = resolve;
        }),
    });
    channel.setAddress(address);
    open(0);
    say(0, { v: 1, command });
    drop(0);
    done(answerOf(id));
    await time.advance(600);
    open(1);
    expect(sockets[1]?.sent).toContainEqual({ v: 1, answer: answerOf(id) });
  });
});

test('is replaced before the cloud ends it: the new one is open before the old one goes', async () => {
  const { channel, time, sockets, open, say } = setUp({ random: () => 0.5 });
  channel.setAddress(address);
  open(0);
  say(0, { v: 1, pong: 1 });
  const everyMinute = async (minutes: number): Promise<void> => {
    for (let n = 0; n < minutes; n++) {
      await time.advance(60_000);
      say(0, { v: 1, pong: n });
    }
  };
  await everyMinute(104);
  expect(sockets).toHaveLength(1);
  await everyMinute(1);
  expect(sockets).toHaveLength(2);
  expect(sockets[0]?.closed).toBe(false);
  open(1);
  expect(sockets[0]?.closed).toBe(true);
  await time.advance(1_000);
  expect(sockets).toHaveLength(2);
  expect(channel.status().connected).toBe(true);
});

test('stopped, it stays closed', async () => {
  const { channel, time, sockets, open } = setUp();
  channel.setAddress(address);
  open(0);
  channel.stop();
  await time.advance(200_000);
  expect(sockets).toHaveLength(1);
  expect(sockets[0]?.closed).toBe(true);
});
