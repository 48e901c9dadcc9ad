import type { ReadOutbox } from '../call-engine/events.ts';
import { isoOf } from '../domain/public-json.ts';
import type { Connection, ConnectionStore } from './connection-store.ts';
import type { LiveStore } from './live-store.ts';

export interface AnswerPingDeps {
  readonly connections: Pick<ConnectionStore, 'active'>;
  readonly store: Pick<LiveStore, 'position'>;
  readonly readOutbox: ReadOutbox;
  readonly now: () => number;
}

/** What the engine published so long ago and boards were not told: the way to them is behind. */
const behindAfterMs = 5_000;

/**
 * A client that has heard nothing for a while asks whether its picture still holds. The answer names what it is subscribed to, as a
 * subscription may have died half made, with the function that made it; and since when the way from the engine to the boards is behind, if it
 * is. Without both, a quiet site and a dead way look the same.
 */
export const createAnswerPing =
  (deps: AnswerPingDeps) =>
  async (connectionId: string, { topics }: Connection): Promise<string> => {
    const active = await deps.connections.active(connectionId, topics);
    const owners = new Map(topics.map(({ tenant, site }) => [`${tenant} ${site}`, { tenant, site }]));
    const waiting = await Promise.all(
      [...owners.values()].map(async (owner) => {
        const { n } = await deps.store.position(owner);
        return (await deps.readOutbox(owner.tenant, owner.site, n + 1, n + 1)).map(({ at }) => at);
      }),
    );
    const oldest = Math.min(...waiting.flat());
    return JSON.stringify({
      pong: 1,
      topics: active.map(({ site, topic }) => ({ site, topic })),
      ...(oldest < deps.now() - behindAfterMs ? { behindSince: isoOf(oldest) } : {}),
    });
  };
