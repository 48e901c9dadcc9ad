import type { CallEvent } from '../../domain/call-event.ts';
import type { Emitted, OutboxBatch } from '../../domain/engine-output.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { unpackJson } from '../../runtime/pack.ts';
import { planCommit } from '../plan-commit.ts';
import type { Engine, Owner } from '../ports.ts';
import type { ReadState } from '../state-store.ts';

const manyObjects = 1_000;
const manyRows = 20_000;

/** Only then may one event be too large for a commit, which replaces it (plan-commit.ts). */
const mayBeTooLarge = (emitted: readonly Emitted[]): boolean =>
  emitted.length > manyRows ||
  emitted.some((one) => {
    if (one.type === 'directory') return one.event.devices.length > manyObjects;
    if (one.type !== 'live') return false;
    const { at: _at, ...kinds } = one.delta;
    return Object.values(kinds).reduce((sum, kind) => sum + (kind.set?.length ?? 0), 0) > manyObjects;
  });

/** As a fold, with events too large for a commit replaced like the ingest does. */
export const foldLikeIngest = <S>(engine: Engine<S>, owner: Owner, before: S, events: readonly CallEvent[], config: SiteConfig) => {
  const direct = engine.fold(before, events, config);
  if (!mayBeTooLarge(direct.emitted)) return direct;
  let state: ReadState<S> = { state: { version: 0, n: 0, links: {}, engine: before }, parts: 0 };
  const emitted: Emitted[] = [];
  for (let done = 0; done < events.length; ) {
    const plan = planCommit(engine, owner, config, state, events.slice(done));
    for (const part of plan.commit.outbox) emitted.push(...(unpackJson(part.body) as OutboxBatch).emitted);
    state = plan.after;
    done += plan.count;
  }
  return { state: state.state.engine, emitted };
};
