import { describe, expect, it } from 'vitest';
import { parseServerMessage } from './server-message.ts';
import {
  initialSocketState,
  retryDelayMs,
  type SocketEffect,
  type SocketInput,
  type SocketState,
  stepSocket,
  wakeAt,
} from './socket-core.ts';

/** A socket, a clock and a server of paper: records what the core wants done. */
const rig = () => {
  let state: SocketState = initialSocketState;
  let now = 1_000_000;
  const done: SocketEffect[] = [];
  const put = (input: SocketInput, random = 0.5): void => {
    const step = stepSocket(state, input, { now, random });
    state = step.state;
    done.push(...step.effects);
  };
  const taken = (): SocketEffect[] => done.splice(0);
  return {
    put,
    taken,
    state: () => state,
    sent: () => taken().flatMap((effect) => (effect.type === 'send' ? [effect.message] : [])),
    hear: (message: unknown) => put({ type: 'message', socket: state.socket, message: parseServerMessage(JSON.stringify(message)) }),
    pass: (ms: number) => {
      const end = now + ms;
      for (let due = wakeAt(state); due !== null && due <= end; due = wakeAt(state)) {
        now = Math.max(now, due);
        put({ type: 'wake' });
      }
      now = end;
    },
    open: () => {
      put({ type: 'watch', site: 'harbour' });
      put({ type: 'opened', socket: state.socket });
    },
  };
};

const snapshot = (seq: number) => ({ topic: 'live', site: 'harbour', seq, snapshot: { asOf: '2026-03-02T09:00:00.000Z', queues: [] } });
const delta = (seq: number) => ({ topic: 'live', site: 'harbour', seq, from: seq - 1, delta: { at: '2026-03-02T09:00:01.000Z' } });

describe('socket core', () => {
  it('opens, subscribes, and takes snapshot and deltas', () => {
    const t = rig();
    t.put({ type: 'watch', site: 'harbour' });
    expect(t.taken()).toEqual([{ type: 'open', socket: 1, freshToken: false }]);
    t.put({ type: 'opened', socket: 1 });
    expect(t.sent()).toEqual([{ subscribe: { site: 'harbour', topic: 'live' } }]);
    t.hear(snapshot(7));
    t.hear(delta(8));
    expect(t.state().feed?.board?.seq).toBe(8);
    expect(t.state().feed?.board?.asOf).toBe(1_772_442_001_000);
    expect(t.state().confirmedAt).toBe(1_000_000);
  });

  it('resumes after a drop with the last number seen, whatever back-off came between', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    t.put({ type: 'closed', socket: 1 });
    expect(t.state().status).toBe('waiting');
    t.taken();
    t.pass(1_000);
    expect(t.taken()).toEqual([{ type: 'open', socket: 2, freshToken: false }]);
    t.put({ type: 'closed', socket: 2 });
    t.pass(5_000);
    expect(t.taken()).toEqual([{ type: 'open', socket: 3, freshToken: true }]);
    t.put({ type: 'opened', socket: 3 });
    expect(t.sent()).toEqual([{ subscribe: { site: 'harbour', topic: 'live' }, after: 7 }]);
    t.hear(delta(8));
    t.hear(delta(9));
    expect(t.state().feed?.board?.seq).toBe(9);
    expect(t.state().attempt).toBe(0);
  });

  it('ignores what an older socket still says', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    t.put({ type: 'closed', socket: 1 });
    t.pass(2_000);
    t.put({ type: 'opened', socket: 2 });
    t.put({ type: 'message', socket: 1, message: parseServerMessage(JSON.stringify(delta(8))) });
    t.put({ type: 'closed', socket: 1 });
    expect(t.state().feed?.board?.seq).toBe(7);
    expect(t.state().status).toBe('open');
  });

  it('asks for a sign of life in silence, and gives the socket up when none comes', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    t.taken();
    t.pass(5_999);
    expect(t.taken()).toEqual([]);
    t.pass(1);
    expect(t.sent()).toEqual([{ ping: 1 }]);
    t.hear({ pong: 1 });
    expect(t.state().confirmedAt).toBe(1_006_000);
    t.pass(6_000);
    expect(t.sent()).toEqual([{ ping: 1 }]);
    t.pass(14_000);
    expect(t.taken()).toContainEqual({ type: 'close' });
    expect(t.state().confirmedAt).toBe(1_006_000);
  });

  it('asks again for a hole, then for everything', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    t.taken();
    t.hear(delta(9));
    expect(t.sent()).toEqual([{ subscribe: { site: 'harbour', topic: 'live' }, after: 7 }]);
    expect(t.state().feed?.board?.seq).toBe(7);
    t.pass(2_000);
    expect(t.sent()).toEqual([{ subscribe: { site: 'harbour', topic: 'live' } }]);
    t.hear({ pong: 1 });
    expect(t.state().confirmedAt).toBe(1_000_000);
    t.hear(snapshot(9));
    expect(t.state().confirmedAt).toBe(1_002_000);
  });

  it('changes sockets before the two hours are over, without losing its place', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    for (let second = 0; second < 110 * 60 && t.state().socket === 1; second += 1) {
      t.pass(1_000);
      t.hear({ pong: 1 });
    }
    const effects = t.taken();
    expect(effects).toContainEqual({ type: 'open', socket: 2, freshToken: false });
    expect(t.state().confirmedAt).toBeGreaterThan(1_000_000 + 105 * 60_000);
    t.put({ type: 'opened', socket: 2 });
    expect(t.sent()).toEqual([{ subscribe: { site: 'harbour', topic: 'live' }, after: 7 }]);
  });

  it('hands a renewed token to an open socket, and opens again after a denied one', () => {
    const t = rig();
    t.open();
    t.taken();
    t.put({ type: 'token', token: 'fresh' });
    expect(t.sent()).toEqual([{ auth: 'fresh' }]);
    t.put({ type: 'denied', socket: 1 });
    expect(wakeAt(t.state())).toBeNull();
    t.put({ type: 'token', token: 'fresher' });
    expect(t.taken()).toEqual([{ type: 'open', socket: 2, freshToken: false }]);
  });

  it('backs off from a server that refuses the token, asking for a new one', () => {
    const t = rig();
    t.open();
    t.taken();
    t.hear({ error: { status: 401, title: 'Unauthorized' } });
    expect(t.taken()).toEqual([{ type: 'close' }]);
    t.pass(1_000);
    expect(t.taken()).toEqual([{ type: 'open', socket: 3, freshToken: true }]);
  });

  it('waits for the network when the machine is offline, and returns at once', () => {
    const t = rig();
    t.open();
    t.put({ type: 'online', online: false });
    t.put({ type: 'closed', socket: 1 });
    expect(t.state().status).toBe('offline');
    expect(wakeAt(t.state())).toBeNull();
    t.taken();
    t.put({ type: 'online', online: true });
    expect(t.taken()).toEqual([{ type: 'open', socket: 2, freshToken: false }]);
  });

  it('asks at once when the page is looked at again', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    t.taken();
    t.put({ type: 'visible', visible: false });
    t.pass(3_000);
    t.put({ type: 'visible', visible: true });
    expect(t.sent()).toEqual([{ ping: 1 }]);
  });

  it('moves to another site on the same socket', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    t.taken();
    t.put({ type: 'watch', site: 'pier' });
    expect(t.sent()).toEqual([{ unsubscribe: { site: 'harbour', topic: 'live' } }, { subscribe: { site: 'pier', topic: 'live' } }]);
    t.hear(delta(8));
    expect(t.state().feed?.board).toBeNull();
  });

  it('keeps a refusal of the site apart from trouble with the connection', () => {
    const t = rig();
    t.open();
    t.hear({ error: { status: 404, title: 'No such site', detail: 'harbour' } });
    expect(t.state().problem?.status).toBe(404);
    expect(t.state().status).toBe('open');
  });

  it('spreads returns over the whole delay', () => {
    expect(retryDelayMs(0, 0)).toBe(250);
    expect(retryDelayMs(0, 0.999)).toBe(1_249);
    expect(retryDelayMs(4, 0.5)).toBe(8_250);
    expect(retryDelayMs(40, 0.5)).toBe(15_250);
  });

  it('survives nonsense', () => {
    expect(parseServerMessage('{')).toEqual({ type: 'unknown' });
    expect(parseServerMessage('[1]')).toEqual({ type: 'unknown' });
    expect(parseServerMessage('{"topic":"live","site":"x"}')).toEqual({ type: 'unknown' });
  });
});

const harbourBoard = { board: 'reception', view: 'v1', revision: 1 } as const;
const figures = (kind: 'snapshot' | 'delta', seq: number, values: object) => ({
  topic: 'figures',
  site: 'harbour',
  seq,
  [kind]: { asOf: '2026-03-02T09:00:00.000Z', figures: values, perMs: {}, gaps: [] },
});
const figuresAsk = { subscribe: { site: 'harbour', topic: 'figures', board: 'reception', view: 'v1' } };

describe('socket core with a board', () => {
  const begun = () => {
    const t = rig();
    t.put({ type: 'want', wants: { live: false, figures: harbourBoard, notices: true } });
    t.open();
    return t;
  };

  it('asks for figures and notices, and for what happens now only when that is wanted', () => {
    const t = begun();
    expect(t.sent()).toEqual([figuresAsk, { subscribe: { site: 'harbour', topic: 'notices' } }]);
    expect(t.state().feed).toBeNull();
    t.put({ type: 'want', wants: { live: true, figures: harbourBoard, notices: true } });
    expect(t.sent()).toEqual([{ subscribe: { site: 'harbour', topic: 'live' } }]);
    t.put({ type: 'want', wants: { live: true, figures: null, notices: false } });
    expect(t.sent()).toEqual([]);
  });

  it('leaves a topic only when it has not been wanted for a while, so that leaving and joining never meet', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.taken();
    t.put({ type: 'want', wants: { live: true, figures: null, notices: false } });
    t.put({ type: 'want', wants: { live: false, figures: { ...harbourBoard, view: 'v2' }, notices: true } });
    const sent = t.sent();
    expect(sent).toContainEqual({ subscribe: { site: 'harbour', topic: 'figures', board: 'reception', view: 'v2' } });
    expect(JSON.stringify(sent)).not.toContain('unsubscribe');
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    const later: unknown[] = [];
    for (let i = 0; i < 5; i += 1) {
      t.pass(5_000);
      later.push(...t.sent());
      t.hear({ pong: 1 });
    }
    expect(later.filter((message) => JSON.stringify(message).includes('unsubscribe'))).toEqual([
      { unsubscribe: { site: 'harbour', topic: 'live' } },
    ]);
  });

  it('asks for a sign of life of a quiet board, whatever a topic that is left still tells', () => {
    const t = rig();
    t.open();
    t.hear(snapshot(7));
    t.put({ type: 'want', wants: { live: false, figures: harbourBoard, notices: true } });
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.hear({ topic: 'notices', site: 'harbour', snapshot: { values: [] } });
    t.taken();
    for (const seq of [8, 9, 10]) {
      t.pass(2_000);
      t.hear(delta(seq));
    }
    expect(t.sent()).toEqual([{ ping: 1 }]);
    t.hear({ pong: 1 });
    expect(t.state().confirmedAt).toBe(1_006_000);
  });

  it('keeps whole values, takes an equal number, drops a lower one', () => {
    const t = begun();
    t.hear(figures('delta', 9, { 't1/0': 99 }));
    expect(t.state().figures?.figures.size).toBe(0);
    t.hear(figures('snapshot', 7, { 't1/0': 1, 't2/0': 5 }));
    t.hear(figures('delta', 8, { 't1/0': 2 }));
    t.hear(figures('delta', 8, { 't2/0': 6 }));
    t.hear(figures('delta', 7, { 't1/0': 1 }));
    expect([...(t.state().figures?.figures ?? [])].map(([id, { value }]) => [id, value])).toEqual([
      ['t1/0', 2],
      ['t2/0', 6],
    ]);
  });

  it('counts as confirmed only when everything wanted is there', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, {}));
    expect(t.state().confirmedAt).toBeNull();
    t.hear({ topic: 'notices', site: 'harbour', snapshot: { values: [] } });
    expect(t.state().confirmedAt).toBe(1_000_000);
  });

  it('asks for the figures when it has heard nothing of them for 15 seconds, though pongs come', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.hear({ topic: 'notices', site: 'harbour', snapshot: { values: [] } });
    t.taken();
    for (const ms of [6_000, 6_000, 2_999]) {
      t.pass(ms);
      t.hear({ pong: 1 });
    }
    expect(t.taken().filter(({ type }) => type === 'readFigures')).toEqual([]);
    t.pass(1);
    expect(t.taken()).toContainEqual(expect.objectContaining({ type: 'readFigures', site: 'harbour' }));
    const body = { asOf: 5, figures: { 't1/0': 0 }, perMs: {} };
    t.put({ type: 'figuresRead', wanted: { ...harbourBoard, revision: 2 }, seq: 7, body });
    expect(t.state().figures?.figures.get('t1/0')?.value).toBe(1);
    t.put({ type: 'figuresRead', wanted: harbourBoard, seq: 7, body });
    expect(t.state().figures?.figures.get('t1/0')?.value).toBe(0);
  });

  it('joins anew what the server no longer names, and counts nothing as confirmed until it has', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.hear({ topic: 'notices', site: 'harbour', snapshot: { values: [] } });
    t.pass(6_000);
    t.taken();
    const notices = { site: 'harbour', topic: 'notices' };
    t.hear({ pong: 1, topics: [notices, { site: 'market', topic: 'figures' }] });
    expect(t.sent()).toEqual([{ subscribe: { site: 'harbour', topic: 'figures', board: 'reception', view: 'v1' } }]);
    expect(t.state().confirmedAt).toBe(1_000_000);
    t.hear(figures('snapshot', 9, { 't1/0': 3 }));
    t.hear({ pong: 1, topics: [notices, { site: 'harbour', topic: 'figures' }] });
    expect([t.sent(), t.state().confirmedAt]).toEqual([[], 1_006_000]);
  });

  it('counts nothing as confirmed while the server says that boards are behind', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.hear({ topic: 'notices', site: 'harbour', snapshot: { values: [] } });
    t.pass(6_000);
    t.hear({ pong: 1, behindSince: '2026-03-02T09:00:00.000Z' });
    expect(t.state().confirmedAt).toBe(1_000_000);
    t.hear({ pong: 1 });
    expect(t.state().confirmedAt).toBe(1_006_000);
  });

  it('asks ever less often while only its own questions are answered, and begins anew with what is told unasked', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.hear({ topic: 'notices', site: 'harbour', snapshot: { values: [] } });
    const secondsToAsk = (): number => {
      t.taken();
      for (let s = 1; s <= 120; s += 1) {
        t.pass(1_000);
        t.hear({ pong: 1 });
        if (t.taken().some(({ type }) => type === 'readFigures')) {
          t.put({ type: 'figuresRead', wanted: harbourBoard, seq: 7, body: { asOf: 5, figures: { 't1/0': 1 }, perMs: {} } });
          return s;
        }
      }
      return 0;
    };
    expect([secondsToAsk(), secondsToAsk(), secondsToAsk(), secondsToAsk()]).toEqual([15, 30, 60, 60]);
    t.hear(figures('delta', 8, { 't1/0': 2 }));
    expect([secondsToAsk(), secondsToAsk()]).toEqual([15, 30]);
  });

  it('forgets the figures of a view that has changed and asks anew', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.taken();
    t.put({ type: 'want', wants: { live: false, figures: { ...harbourBoard, revision: 2 }, notices: true } });
    expect(t.sent()).toEqual([figuresAsk]);
    expect(t.state().figures?.seq).toBeNull();
    t.hear(figures('delta', 8, { 't1/0': 2 }));
    expect(t.state().figures?.figures.size).toBe(0);
  });

  it('hands on notices, and says after a reconnect that some may have been missed', () => {
    const t = begun();
    t.hear({
      topic: 'notices',
      site: 'harbour',
      snapshot: { values: [{ id: 'variable:a', value: '1', at: '2026-03-02T09:00:00.000Z', failing: null }] },
    });
    t.hear({ topic: 'notices', site: 'harbour', notice: { kind: 'values', values: [], gone: ['variable:a'] } });
    t.hear({ topic: 'notices', site: 'harbour', notice: { kind: 'somethingNew' } });
    expect(t.taken().filter(({ type }) => type === 'notice')).toEqual([
      { type: 'notice', notice: null },
      { type: 'notice', notice: { kind: 'values', values: [], gone: ['variable:a'] } },
    ]);
    expect(t.state().notices?.values.size).toBe(0);
  });

  it('subscribes to all of it again after a drop', () => {
    const t = begun();
    t.hear(figures('snapshot', 7, { 't1/0': 1 }));
    t.put({ type: 'closed', socket: 1 });
    t.pass(2_000);
    t.taken();
    t.put({ type: 'opened', socket: 2 });
    expect(t.sent()).toEqual([figuresAsk, { subscribe: { site: 'harbour', topic: 'notices' } }]);
    expect(t.state().figures?.figures.get('t1/0')?.value).toBe(1);
    t.hear({ topic: 'figures', site: 'harbour', resync: true });
    expect(t.sent()).toEqual([figuresAsk]);
  });
});
