import type { Authenticate, FindPrincipal, SiteInReach } from '../identity/principal.ts';
import type { Principal } from '../identity/types.ts';
import type { Log } from '../runtime/log.ts';
import { errorFields } from '../runtime/log.ts';
import { ProblemError, problemOf } from '../runtime/problem.ts';
import type { TopicOf } from './connection-params.ts';
import type { Connection, ConnectionStore } from './connection-store.ts';
import { clientMessageBytes, figuresTopic } from './constants.ts';
import { type ClientMessage, parseClientMessage } from './core/client-message.ts';
import { resyncMessage } from './core/messages.ts';
import type { BringFigures } from './figures-keeper.ts';
import type { LiveStore } from './live-store.ts';
import type { ReadSnapshot } from './snapshot.ts';
import type { Sockets } from './sockets.ts';
import { subscribe } from './subscribe.ts';
import { subscribeFigures } from './subscribe-figures.ts';

export interface HandleMessageDeps {
  readonly connections: ConnectionStore;
  readonly sockets: Sockets;
  readonly store: Pick<LiveStore, 'position' | 'deltasAfter'>;
  readonly readSnapshot: ReadSnapshot;
  readonly bring: BringFigures;
  readonly findPrincipal: FindPrincipal;
  readonly siteInReach: SiteInReach;
  readonly authenticate: Authenticate;
  readonly now: () => number;
  readonly log: Log;
}

const parse = (text: string): ClientMessage => {
  if (Buffer.byteLength(text) > clientMessageBytes)
    throw new ProblemError('too-large', `A message may have at most ${clientMessageBytes} bytes.`);
  const message = parseClientMessage(text);
  if (typeof message === 'string') throw new ProblemError('bad-request', message);
  return message;
};

/** Answers one message of a client. Whatever is wrong with it goes back as a problem; only a bad log-in ends the connection. */
export const createHandleMessage = (deps: HandleMessageDeps): ((connectionId: string, text: string) => Promise<void>) => {
  const principalOf = async (connection: Connection): Promise<Principal> => {
    const principal = await deps.findPrincipal(connection.subject);
    if (principal === null) throw new ProblemError('unauthorised', 'The user of this connection is no longer known.');
    return principal;
  };

  type Send = (text: string) => Promise<boolean>;

  /** Rights may have been withdrawn since the subscription: it ends, and whoever asks again is told why. */
  const keepInReach = async (connectionId: string, principal: Principal, topics: readonly TopicOf[], send: Send): Promise<TopicOf[]> => {
    const kept: TopicOf[] = [];
    for (const topic of topics) {
      try {
        await deps.siteInReach(principal, topic.site, [topic.topic === figuresTopic ? 'live.readNumbers' : 'live.read']);
        kept.push(topic);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        await deps.connections.leave(topic, connectionId);
        await send(resyncMessage(topic.topic, topic.site));
      }
    }
    return kept;
  };

  const renew = async (connectionId: string, connection: Connection, token: string, send: Send): Promise<void> => {
    const { principal, expiresAt } = await deps.authenticate(token);
    if (principal.id !== connection.subject)
      throw new ProblemError('unauthorised', 'The new token belongs to somebody else: connect anew with it.');
    await deps.connections.renew(connectionId, await keepInReach(connectionId, principal, connection.topics, send), expiresAt);
  };

  const act = async (connectionId: string, connection: Connection, message: ClientMessage, send: Send): Promise<void> => {
    switch (message.kind) {
      case 'ping':
        await send('{"pong":1}');
        return;
      case 'auth':
        return renew(connectionId, connection, message.token, send);
      case 'subscribe': {
        const principal = await principalOf(connection);
        return subscribe({ ...deps, send }, { connectionId, principal, tokenExpiresAt: connection.tokenExpiresAt, ...message });
      }
      case 'subscribeFigures': {
        const principal = await principalOf(connection);
        return subscribeFigures({ ...deps, send }, { connectionId, principal, tokenExpiresAt: connection.tokenExpiresAt, ...message });
      }
      case 'unsubscribe': {
        const scope = await deps.siteInReach(await principalOf(connection), message.site, ['live.read']);
        return deps.connections.leave({ tenant: scope.tenant, site: scope.site, topic: message.topic }, connectionId);
      }
    }
  };

  return async (connectionId, text) => {
    const send = async (answer: string): Promise<boolean> => {
      const outcome = await deps.sockets.post(connectionId, answer);
      if (outcome === 'gone') await deps.connections.forget(connectionId);
      return outcome === 'sent';
    };
    try {
      const connection = await deps.connections.find(connectionId);
      if (connection === null) throw new ProblemError('unauthorised', 'The connection is not logged in: connect anew.');
      const message = parse(text);
      const expired = connection.tokenExpiresAt !== null && connection.tokenExpiresAt <= deps.now();
      if (expired && message.kind !== 'auth')
        throw new ProblemError('unauthorised', 'The token has expired: send {"auth":"<new token>"} in time.');
      await act(connectionId, connection, message, send);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status >= 500) deps.log.error('socket message failed', { connectionId, ...errorFields(error) });
      await send(JSON.stringify({ error: problem }));
      if (problem.status !== 401) return;
      await deps.connections.forget(connectionId);
      await deps.sockets.close(connectionId);
    }
  };
};
