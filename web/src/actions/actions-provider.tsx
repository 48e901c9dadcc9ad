import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import { isNumberHidden, type Me } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import type { GridRow } from '../boards/core/feed.ts';
import { useBoard } from '../live/use-live.ts';
import { ActionMenu } from './action-menu.tsx';
import { ActionToasts, type Toast, type ToldAnswer } from './action-toasts.tsx';
import { offeredQuery, sendAction } from './actions-api.ts';
import { type Actions, ActionsContext, type MenuPlace } from './actions-context.ts';
import { AskDialog } from './ask-dialog.tsx';
import { actionWords } from './core/action-words.ts';
import { latestRow } from './core/latest-row.ts';
import type { ActionContext } from './core/offered-actions.ts';
import type { Ask, OfferedAction, SupervisorAction } from './core/types.ts';

const shownMs = 12_000;
const mostToasts = 4;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

const failureWords = (error: unknown): string => {
  if (error instanceof ApiError && error.faults.length > 0) return error.faults.map(({ detail }) => sentence(detail)).join(' ');
  return error instanceof Error ? error.message : String(error);
};

interface Open {
  readonly row: GridRow;
  readonly place: MenuPlace;
}

/** What acts on rows of a site: one menu, one dialog and the answers, above all its pages. */
const ActionHost = ({
  site,
  me,
  open,
  closeMenu,
}: {
  readonly site: string;
  readonly me: Me;
  readonly open: Open | null;
  readonly closeMenu: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const board = useBoard();
  const [asking, setAsking] = useState<{ readonly ask: Exclude<Ask, { kind: 'nothing' }>; readonly label: string } | null>(null);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const { data: offered } = useQuery({ ...offeredQuery(api, site), enabled: open !== null || asking !== null });
  const context = useMemo(
    (): ActionContext => ({
      calls: board?.calls ?? [],
      extensions: board?.extensions ?? [],
      own: me.extensions,
      hidden: (call) => isNumberHidden(me, call),
    }),
    [board, me],
  );
  const groups = useMemo(() => (board?.queues ?? []).map(({ key, name }) => ({ number: key, name })), [board]);

  const dismiss = (id: string): void => setToasts((now) => now.filter((toast) => toast.id !== id));
  const put = (toast: Toast): void => setToasts((now) => [...now.filter(({ id }) => id !== toast.id), toast].slice(-mostToasts));
  const tell = (id: string, what: string, answer: ToldAnswer, again: (() => void) | null): void => {
    put({ id, what, answer, again });
    if (answer.state === 'done') setTimeout(() => dismiss(id), shownMs);
  };

  const send = async (id: string, action: SupervisorAction): Promise<void> => {
    const what = actionWords(action);
    setAsking(null);
    put({ id, what, answer: null, again: null });
    try {
      const answer = await sendAction(api, site, id, action);
      tell(id, what, answer, answer.state === 'unknown' ? () => void send(id, action) : null);
    } catch (error) {
      tell(id, what, { state: 'notAsked', words: failureWords(error) }, null);
    }
    void queries.invalidateQueries({ queryKey: ['audit', site] });
    void queries.invalidateQueries({ queryKey: offeredQuery(api, site).queryKey });
  };

  const choose = ({ ask, label }: OfferedAction, reason: string | null): void => {
    closeMenu();
    if (reason !== null) tell(crypto.randomUUID(), label, { state: 'notAsked', words: sentence(reason) }, null);
    else if (ask.kind === 'nothing') void send(crypto.randomUUID(), ask.action);
    else setAsking({ ask, label: label.replace('…', '') });
  };

  return (
    <>
      {open === null ? null : (
        <ActionMenu
          key={JSON.stringify([open.row.grid, open.row.item.key, open.place.at])}
          site={site}
          row={latestRow(open.row, board)}
          place={open.place}
          context={context}
          choose={choose}
          close={closeMenu}
        />
      )}
      {asking === null ? null : (
        <AskDialog
          {...asking}
          context={context}
          groups={groups}
          offered={offered}
          send={(action) => void send(crypto.randomUUID(), action)}
          close={() => setAsking(null)}
        />
      )}
      <ActionToasts toasts={toasts} dismiss={dismiss} />
    </>
  );
};

/** Everything below it may open the menu of a row, where the person may ask the PBX of this site for something. */
export const ActionsProvider = ({ site, children }: { readonly site: string | undefined; readonly children: ReactNode }) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const [open, setOpen] = useState<Open | null>(null);
  const closeMenu = useCallback(() => setOpen(null), []);
  const allowed = site !== undefined && may(me, 'callControl.use');
  const actions = useMemo((): Actions | null => (allowed ? { openMenu: (row, place) => setOpen({ row, place }) } : null), [allowed]);
  return (
    <ActionsContext value={actions}>
      {children}
      {allowed && me !== undefined ? <ActionHost key={site} site={site} me={me} open={open} closeMenu={closeMenu} /> : null}
    </ActionsContext>
  );
};
