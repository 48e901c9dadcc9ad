import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { may } from '../../api/may.ts';
import { meQuery } from '../../api/queries.ts';
import type { Site } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import '../../figures/figures.css';
import { LeaveDialog } from '../../ui/leave-dialog.tsx';
import { tileTitle } from '../core/tile-words.ts';
import { useFlash } from '../use-flash.ts';
import { AddTileDialog } from './add-tile-dialog.tsx';
import type { FullBoard } from './board-api.ts';
import { ChosenTile } from './chosen-tile.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { placeOfFault } from './core/content-faults.ts';
import { computeDraftShown } from './core/draft-shown.ts';
import { viewOf } from './core/editing.ts';
import { EditCanvas } from './edit-canvas.tsx';
import './editor.css';
import { EditorBar } from './editor-bar.tsx';
import { EditorContext, type EditorParts } from './editor-context.ts';
import { EditorFoot } from './editor-foot.tsx';
import { EditorNotices } from './editor-notices.tsx';
import { TilePanel } from './tile-panel.tsx';
import { useBoardDraft } from './use-board-draft.ts';
import { useDraftFeed } from './use-draft-feed.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useOpenedTile } from './use-opened-tile.ts';
import { useSignals } from './use-signals.ts';
import { useSurroundings } from './use-surroundings.ts';
import { useUnreadFields } from './use-unread-fields.ts';
import { ViewSettings } from './view-settings.tsx';

export interface BoardEditorProps {
  readonly site: Site;
  readonly board: FullBoard;
  /** The view that was looked at. */
  readonly view: string;
  /** Back to the board, at a view. */
  readonly leave: (view: string) => void;
  /** Goes on with another board, a copy. */
  readonly openBoard: (board: string) => void;
}

/** A board in the editor: the view as it will stand with its live figures, and around it everything that changes it. */
export const BoardEditor = ({ site, board, view: firstView, leave, openBoard }: BoardEditorProps) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const around = useSurroundings(site.site);
  const { base, editing, dispatch, state, local, faults, dirty, refused, ...draftOf } = useBoardDraft(site.site, board, firstView);
  const tiles = useOpenedTile();
  const { clear } = tiles;
  const [dialog, setDialog] = useState<'add' | 'settings' | null>(null);
  const [unread, markUnread] = useUnreadFields();
  const leaving = useRef(false);

  const { draft } = editing;
  const { content } = draft;
  const view = viewOf(editing);
  const follows = board.template?.follows === true ? board.template.name : null;
  const locked = follows !== null;
  const act: EditorParts['act'] = useCallback(
    (action) => {
      dispatch(action);
      if (action.kind === 'showView') clear();
    },
    [dispatch, clear],
  );

  const shown = useMemo(
    () => computeDraftShown(content, view, { board: board.id, version: base.version }, around),
    [content, view, board.id, base.version, around],
  );
  const draftFeed = useDraftFeed(site, board.id, base.draft.content.views, view, around.filters);
  const { tested, test, signalOf } = useSignals(site, shown, draftFeed);
  const anyFlash = view.tiles.some((tile) => signalOf(tile).flash);
  const swapped = useFlash(anyFlash, false);

  const titleOf = (id: string): string => {
    const all = [view, ...content.views, ...editing.past.slice(-1).flatMap((step) => step.draft.content.views)];
    const tile = all.flatMap(({ tiles }) => tiles).find((each) => each.id === id);
    return tile === undefined ? 'The tile' : tileTitle(tile, shown);
  };

  const goTo = (fault: (typeof faults)[number]): void => {
    const place = placeOfFault(content, fault);
    if (place.view !== null && place.view !== editing.view) act({ kind: 'showView', view: place.view });
    if (place.tile === null) setDialog('settings');
    else tiles.show(place.tile);
  };
  const save = (): void => {
    if (!dirty || state.kind === 'saving' || unread > 0) return;
    const [first] = local;
    if (first !== undefined) goTo(first);
    else draftOf.save();
  };
  useEditorKeys(act, save);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !leaving.current && (current.pathname !== next.pathname || !('edit' in next.search)),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });

  const openTile = (tile: string): void => {
    if (!locked) tiles.showPressed(tile);
  };
  const panel = view.tiles.find(({ id }) => id === tiles.opened);
  const chosen = view.tiles.find(({ id }) => id === tiles.selected);
  const parts: EditorParts = { site, editing, act, around, faults, markUnread, titleOf };

  return (
    <EditorContext value={parts}>
      <div className="board-editor" data-panel={panel === undefined ? undefined : ''}>
        <EditorBar
          dirty={dirty}
          saving={state.kind === 'saving'}
          locked={locked}
          addTile={() => setDialog('add')}
          openSettings={() => setDialog('settings')}
          save={save}
          leave={() => leave(editing.view)}
        />
        <EditorNotices follows={follows} failed={around.failed} refused={refused} unread={unread} goTo={goTo} />
        <div className="edit-body">
          <div className="edit-stage board-view" data-swapped={swapped || undefined} inert={locked}>
            <EditCanvas
              shown={shown}
              feed={draftFeed}
              signalOf={signalOf}
              selected={tiles.selected}
              select={tiles.select}
              open={openTile}
            />
          </div>
          {panel === undefined ? null : (
            <TilePanel
              key={panel.id}
              tile={panel}
              shown={shown}
              tested={tested}
              test={(alarm) => test(panel.id, alarm)}
              close={tiles.close}
            />
          )}
        </div>
        {chosen === undefined || locked ? null : <ChosenTile tile={chosen} name={tileTitle(chosen, shown)} open={openTile} />}
        <EditorFoot />
        {dialog === 'add' ? (
          <AddTileDialog
            close={() => setDialog(null)}
            added={(tile) => {
              setDialog(null);
              openTile(tile);
            }}
          />
        ) : null}
        {dialog === 'settings' ? <ViewSettings mayShare={may(me, 'boards.share')} close={() => setDialog(null)} /> : null}
        {state.kind === 'conflict' ? (
          <ConflictDialog
            mine={draft}
            theirs={state.theirs}
            author={state.author}
            error={state.error}
            nameOf={(tile) => tileTitle(tile, shown)}
            take={(theirs) => {
              draftOf.take(theirs);
              tiles.shut();
            }}
            keepCopy={() => {
              void draftOf.saveCopy().then((copy) => {
                if (copy === null) return;
                leaving.current = true;
                openBoard(copy.id);
              });
            }}
            close={draftOf.settle}
          />
        ) : null}
        {blocker.status === 'blocked' ? (
          <LeaveDialog leave={blocker.proceed} stay={blocker.reset}>
            What you changed on “{content.name}” is not saved.
          </LeaveDialog>
        ) : null}
      </div>
    </EditorContext>
  );
};
