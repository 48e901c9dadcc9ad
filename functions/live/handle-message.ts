import type { ReadOutbox } from '../call-engine/events.ts';
import type { BoardValue } from '../domain/board.ts';
import type { Authenticate, FindPrincipal, SiteInReach } from '../identity/principal.ts';
import type { Permission, Principal, SiteScope } from '../identity/types.ts';
import type { Log } from '../runtime/log.ts';
import { errorFields } from '../runtime/log.ts';
import { ProblemError, problemOf } from '../runtime/problem.ts';
import { createAnswerPing } from './answer-ping.ts';
import type { TopicOf } from './connection-params.ts';
import type { Connection, ConnectionStore } from './connection-store.ts';
import { clientMessageBytes, figuresTopic, liveTopic } from './constants.ts';
import { readableFigures } from './core/board-figures.ts';
import { type ClientMessage, parseClientMessage } from './core/client-message.ts';
import { resyncMessage } from './core/messages.ts';
import type { BringFigures } from './figures-keeper.ts';
import type { LiveStore } from './live-store.ts';
import type { ShowBoard } from './show-board-port.ts';
import type { ReadSnapshot } from './snapshot.ts';
import type { Sockets } from './sockets.ts';
import { subscribe } from './subscribe.ts';
import { subscribeFigures } from './subscribe-figures.ts';
import { subscribeNotices } from './subscribe-notices.ts';

export interface HandleMessageDeps {
  readonly connections: ConnectionStore;
  readonly sockets: Sockets;
  readonly store: Pick<LiveStore, 'position' | 'deltasAfter'>;
  readonly readOutbox: ReadOutbox;
  readonly readSnapshot: ReadSnapshot;
  readonly bring: BringFigures;
  readonly showBoard: ShowBoard;
  readonly readValues: (scope: SiteScope) => Promise<readonly BoardValue[]>;
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

/** What somebody must still be allowed for a topic to go on with a new token; figures that a stored board names come by `boards.read`. */
const neededFor = (topic: string): Permission =>
  topic === figuresTopic ? 'live.readNumbers' : topic === liveTopic ? 'live.read' : 'boards.read';

/** Answers one message of a client. Whatever is wrong with it goes back as a problem; only a bad log-in ends the connection. */
export const createHandleMessage = (deps: HandleMessageDeps): ((connectionId: string, text: string) => Promise<void>) => {
  const principalOf = async (connection: Connection): Promise<Principal> => {
    const principal = await deps.findPrincipal(connection.subject);
    if (principal === null) throw new ProblemError('unauthorised', 'The user of this connection is no longer known.');
    return principal;
  };

  const answerPing = createAnswerPing(deps);

  type Send = (text: string) => Promise<boolean>;

  /** Whether any view draws calls or devices: a screen may go through them all. */
  const drawsGrids = async (scope: SiteScope, principal: Principal, board: string): Promise<boolean> => {
    const first = await deps.showBoard(scope, principal, board, null);
    if (first.needsLive) return true;
    for (const { id } of first.shown.views.slice(1)) if ((await deps.showBoard(scope, principal, board, id)).needsLive) return true;
    return false;
  };

  /** A board that is gone or cannot be read keeps nothing from the other one that the screen shows. */
  const refused = (error: unknown): false => {
    if (error instanceof ProblemError) return false;
    throw error;
  };

  /** A screen gets what happens now only for boards that draw it, and without outside numbers. */
  const scopeOfGrids = async (principal: Principal, site: string): Promise<SiteScope> => {
    const scope = await deps.siteInReach(principal, site, ['boards.read']);
    for (const board of principal.boards ?? []) {
      if (await drawsGrids(scope, principal, board).catch(refused)) return scope;
    }
    throw new ProblemError('forbidden', 'No board of this screen shows calls or devices.');
  };

  /** Rights may have been withdrawn since the subscription: it ends, and whoever asks again is told why. */
  const keepInReach = async (connectionId: string, principal: Principal, topics: readonly TopicOf[], send: Send): Promise<TopicOf[]> => {
    const kept: TopicOf[] = [];
    for (const topic of topics) {
      try {
        await deps.siteInReach(principal, topic.site, [neededFor(topic.topic)]);
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
        await send(await answerPing(connectionId, connection));
        return;
      case 'auth':
        return renew(connectionId, connection, message.token, send);
      case 'subscribe': {
        const principal = await principalOf(connection);
        const asked = { connectionId, principal, tokenExpiresAt: connection.tokenExpiresAt, ...message };
        if (principal.boards === undefined) return subscribe({ ...deps, send }, asked);
        return subscribe({ ...deps, send }, { ...asked, scope: await scopeOfGrids(principal, message.site) });
      }
      case 'subscribeBoard': {
        const principal = await principalOf(connection);
        const scope = await deps.siteInReach(principal, message.site, ['boards.read']);
        const { figures, shown } = await deps.showBoard(scope, principal, message.board, message.view);
        return subscribeFigures(
          { ...deps, send },
          {
            connectionId,
            principal,
            tokenExpiresAt: connection.tokenExpiresAt,
            site: message.site,
            figures: readableFigures(figures).figures,
            scope,
            licence: shown.kind,
          },
        );
      }
      case 'subscribeNotices': {
        const principal = await principalOf(connection);
        return subscribeNotices({ ...deps, send }, { connectionId, principal, tokenExpiresAt: connection.tokenExpiresAt, ...message });
      }
      case 'subscribeFigures': {
        const principal = await principalOf(connection);
        return subscribeFigures({ ...deps, send }, { connectionId, principal, tokenExpiresAt: connection.tokenExpiresAt, ...message });
      }
      case 'unsubscribe': {
        const scope = await deps.siteInReach(await principalOf(connection), message.site, ['live.read', 'boards.read']);
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
