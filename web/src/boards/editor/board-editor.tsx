import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useCallback, useMemo, useReducer, useRef, useState } from 'react';
import type { Tile } from '../../../../functions/domain/board.ts';
import { may } from '../../api/may.ts';
import { meQuery } from '../../api/queries.ts';
import type { Site } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import '../../figures/figures.css';
import { Dialog } from '../../site/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { tileTitle } from '../core/tile-words.ts';
import { useFlash } from '../use-flash.ts';
import { AddTileDialog } from './add-tile-dialog.tsx';
import type { FullBoard } from './board-api.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { computeFaults, placeOfFault } from './core/content-faults.ts';
import { computeDraftShown } from './core/draft-shown.ts';
import { type Draft, editBoard, isSame, settleDraft, startEditing, viewOf } from './core/editing.ts';
import { freshTileId } from './core/fresh-ids.ts';
import { outcomeWords } from './core/outcome-words.ts';
import { EditCanvas } from './edit-canvas.tsx';
import './editor.css';
import { EditorBar } from './editor-bar.tsx';
import { EditorContext, type EditorParts } from './editor-context.ts';
import { TilePanel } from './tile-panel.tsx';
import { useBoardSaving } from './use-board-saving.ts';
import { useDraftFeed } from './use-draft-feed.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useSignals } from './use-signals.ts';
import { useSurroundings } from './use-surroundings.ts';
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

interface Base {
  readonly version: number;
  readonly draft: Draft;
}

/** A board in the editor: the view as it will stand with its live figures, and around it everything that changes it. */
export const BoardEditor = ({ site, board, view: firstView, leave, openBoard }: BoardEditorProps) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const around = useSurroundings(site.site);
  const [base, setBase] = useState<Base>(() => ({
    version: board.version,
    draft: settleDraft({ content: board.content, shared: board.shared }),
  }));
  const [editing, dispatch] = useReducer(editBoard, null, () => startEditing(base.draft, firstView));
  const [sent, setSent] = useState<Draft | null>(null);
  const [selected, select] = useState<string | null>(null);
  const [opened, open] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'add' | 'settings' | null>(null);
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const leaving = useRef(false);
  const sentNow = useRef<Draft | null>(null);

  const saving = useBoardSaving(site.site, board.id, (full) => {
    // What was sent is what is saved; what was done meanwhile is not.
    setBase((now) => ({ version: full.version, draft: sentNow.current ?? now.draft }));
  });
  const { draft } = editing;
  const { content } = draft;
  const view = viewOf(editing);
  const dirty = !isSame(draft, base.draft);
  const locked = board.template?.follows === true;
  const act: EditorParts['act'] = useCallback((action) => {
    dispatch(action);
    if (action.kind === 'showView') {
      select(null);
      open(null);
    }
  }, []);

  const local = useMemo(() => computeFaults(content), [content]);
  const told = saving.state.kind === 'idle' && sent === draft ? saving.state.faults : [];
  const faults = useMemo(() => [...local, ...told], [local, told]);

  const shown = useMemo(
    () => computeDraftShown(content, view, { board: board.id, version: base.version }, around),
    [content, view, board.id, base.version, around],
  );
  const draftFeed = useDraftFeed(site, board.id, base.draft.content.views, view, around.filters);
  const { tested, test, signalOf } = useSignals(site, shown, draftFeed);
  const anyFlash = view.tiles.some((tile) => signalOf(tile).flash);
  const swapped = useFlash(anyFlash, false);

  const nameOf = (tile: Tile): string => tileTitle(tile, shown);
  const titleOf = (id: string): string => {
    const all = [view, ...content.views, ...editing.past.slice(-1).flatMap((step) => step.draft.content.views)];
    const tile = all.flatMap(({ tiles }) => tiles).find((each) => each.id === id);
    return tile === undefined ? 'The tile' : tileTitle(tile, shown);
  };
  const markUnread = useCallback((field: string, isUnread: boolean): void => {
    setUnread((now) => {
      if (now.has(field) === isUnread) return now;
      const next = new Set(now);
      if (isUnread) next.add(field);
      else next.delete(field);
      return next;
    });
  }, []);

  const goTo = (fault: (typeof faults)[number]): void => {
    const place = placeOfFault(content, fault);
    if (place.view !== null && place.view !== editing.view) act({ kind: 'showView', view: place.view });
    if (place.tile === null) setDialog('settings');
    else {
      select(place.tile);
      open(place.tile);
    }
  };
  const save = (): void => {
    if (!dirty || saving.state.kind === 'saving' || unread.size > 0) return;
    const [first] = local;
    if (first !== undefined) return goTo(first);
    setSent(draft);
    sentNow.current = draft;
    saving.save(base.version, draft);
  };
  useEditorKeys(act, save);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !leaving.current && (current.pathname !== next.pathname || !('edit' in next.search)),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });

  const openTile = (tile: string): void => {
    if (locked) return;
    select(tile);
    open(tile);
    // Where the properties come up from below, the board must stay in sight above them.
    if (matchMedia('(width < 1000px)').matches) document.querySelector('.edit-room')?.scrollIntoView();
  };
  const closePanel = (): void => {
    const tile = opened;
    open(null);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-tile="${tile}"]`)?.focus());
  };
  const panel = view.tiles.find(({ id }) => id === opened);
  const chosen = view.tiles.find(({ id }) => id === selected);
  const said = editing.outcome === null ? '' : outcomeWords(editing.outcome, titleOf);
  const refused = editing.outcome?.kind === 'refused';
  const parts: EditorParts = { site, editing, act, around, faults, markUnread, titleOf };

  return (
    <EditorContext value={parts}>
      <div className="board-editor" data-panel={panel === undefined ? undefined : ''}>
        <EditorBar
          dirty={dirty}
          saving={saving.state.kind === 'saving'}
          locked={locked}
          addTile={() => setDialog('add')}
          openSettings={() => setDialog('settings')}
          save={save}
          leave={() => leave(editing.view)}
        />
        {locked ? (
          <p className="banner quiet">
            This board follows the template “{board.template?.name}”: its tiles change with it. Its name and the filters of its views are
            yours.
          </p>
        ) : null}
        {around.failed.length === 0 ? null : (
          <p className="banner warn" role="status">
            <Icon name="warning" /> Not to be had at the moment: {around.failed.join(', ')}.
          </p>
        )}
        {saving.state.kind === 'idle' && saving.state.error !== null && sent === draft ? (
          <p role="alert" className="banner bad">
            Not saved. {saving.state.error}
          </p>
        ) : null}
        {faults.length === 0 && unread.size === 0 ? null : (
          <div role="status" className="banner warn">
            <Icon name="warning" /> Before this can be saved:
            <ul className="edit-faults">
              {faults.slice(0, 5).map((fault) => {
                const { tile } = placeOfFault(content, fault);
                return (
                  <li key={fault.pointer + fault.detail}>
                    <button type="button" className="button plain small" onClick={() => goTo(fault)}>
                      {tile === null ? content.name : titleOf(tile)}
                    </button>{' '}
                    {fault.detail}
                  </li>
                );
              })}
              {unread.size > 0 ? <li>What is marked red in the properties cannot be read yet.</li> : null}
            </ul>
          </div>
        )}
        <div className="edit-body">
          <div className="edit-stage board-view" data-swapped={swapped || undefined} inert={locked}>
            <EditCanvas shown={shown} feed={draftFeed} signalOf={signalOf} selected={selected} select={select} open={openTile} />
          </div>
          {panel === undefined ? null : (
            <TilePanel
              key={panel.id}
              tile={panel}
              shown={shown}
              tested={tested}
              test={(alarm) => test(panel.id, alarm)}
              close={closePanel}
            />
          )}
        </div>
        {chosen === undefined || locked ? null : (
          <div className="edit-chosen">
            <span className="strong">{nameOf(chosen)}</span>
            <button type="button" className="button small" onClick={() => openTile(chosen.id)}>
              <Icon name="tune" /> Properties
            </button>
            {chosen.kind === 'ticker' ? null : (
              <button
                type="button"
                className="button small"
                onClick={() => act({ kind: 'copyTile', tile: chosen.id, id: freshTileId(content) })}
              >
                <Icon name="copy" /> Copy
              </button>
            )}
            <button type="button" className="button small" onClick={() => act({ kind: 'removeTile', tile: chosen.id })}>
              <Icon name="bin" /> Remove
            </button>
          </div>
        )}
        <p role="status" className={`edit-said ${refused ? 'tone-warn' : 'muted'}`}>
          {said}
          {/* The same words twice are news twice. */}
          {editing.count % 2 === 0 ? '' : '\u00a0'}
        </p>
        <p id="edit-help" className="edit-help muted">
          {view.displayMode === 'manual'
            ? 'Arrow keys move the tile, with Shift they resize it; Enter opens its properties, Delete removes it.'
            : 'Arrow keys move the tile to another place; Enter opens its properties, Delete removes it.'}
        </p>
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
        {saving.state.kind === 'conflict' ? (
          <ConflictDialog
            mine={draft}
            theirs={saving.state.theirs}
            author={saving.state.author}
            error={saving.state.error}
            nameOf={nameOf}
            take={(full) => {
              const theirs = settleDraft({ content: full.content, shared: full.shared });
              setBase({ version: full.version, draft: theirs });
              dispatch({ kind: 'replace', draft: theirs });
              open(null);
              saving.settle();
            }}
            keepCopy={() => {
              void saving.saveCopy(draft, `${content.name} (copy)`.slice(0, 80)).then((copy) => {
                if (copy === null) return;
                leaving.current = true;
                openBoard(copy.id);
              });
            }}
            close={saving.settle}
          />
        ) : null}
        {blocker.status === 'blocked' ? (
          <Dialog title="Leave without saving?" close={blocker.reset}>
            <div className="dialog-body">
              <p>What you changed on “{content.name}” is not saved.</p>
            </div>
            <div className="dialog-foot picker-foot">
              <button type="button" className="button" onClick={blocker.proceed}>
                Leave without saving
              </button>
              <button type="button" className="button primary" onClick={blocker.reset}>
                Stay
              </button>
            </div>
          </Dialog>
        ) : null}
      </div>
    </EditorContext>
  );
};
