import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import type { ShownView, Tile } from '../../../../functions/domain/board.ts';
import { Icon } from '../../ui/icons.tsx';
import type { TileSignal } from '../core/alarms.ts';
import type { BoardFeed } from '../core/feed.ts';
import { TileFace } from '../tile-face.tsx';
import { useEditor } from './editor-context.ts';
import type { Edges } from './use-tile-drag.ts';

const handles: readonly (readonly [string, Edges])[] = [
  ['n', { top: true }],
  ['e', { right: true }],
  ['s', { bottom: true }],
  ['w', { left: true }],
  ['ne', { top: true, right: true }],
  ['nw', { top: true, left: true }],
  ['se', { bottom: true, right: true }],
  ['sw', { bottom: true, left: true }],
];

/** One tile in the editor: its live face, which nothing on it can be pressed, and around it what moves, opens, copies and removes it. */
export const EditTile = ({
  tile,
  shown,
  feed,
  signal,
  style,
  state,
  selected,
  words,
  resizable,
  onKey,
  onGrip,
  select,
  open,
  copy,
  remove,
}: {
  readonly tile: Tile;
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  readonly signal: TileSignal;
  readonly style: CSSProperties;
  /** `dragged`, `refused`, `pushed`, `target`, or nothing. */
  readonly state: string;
  readonly selected: boolean;
  readonly words: string;
  readonly resizable: boolean;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onGrip: (event: PointerEvent, edges: Edges | null) => void;
  readonly select: () => void;
  readonly open: () => void;
  readonly copy: () => void;
  readonly remove: () => void;
}) => {
  const { site, titleOf } = useEditor();
  const name = titleOf(tile.id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a tile with its buttons is a group, and no fieldset
    <div
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move it and Enter opens it, so it must be reached
      tabIndex={0}
      className={tile.kind === 'ticker' ? 'edit-tile board-ticker' : 'edit-tile'}
      data-size={tile.kind === 'ticker' ? tile.size : undefined}
      data-tile={tile.id}
      data-kind={tile.kind}
      data-state={state}
      data-selected={selected || undefined}
      data-fill={signal.fill || undefined}
      aria-label={words}
      aria-describedby="edit-help"
      style={signal.fill ? { inset: 0 } : style}
      onKeyDown={onKey}
      onFocus={(event) => {
        if (event.target === event.currentTarget) select();
      }}
      onPointerDown={(event) => {
        event.currentTarget.focus();
        if (tile.kind !== 'ticker') onGrip(event, null);
      }}
      onDoubleClick={open}
    >
      <div className="edit-face" inert>
        <TileFace site={site} tile={tile} shown={shown} feed={feed} signal={signal} paused={!signal.flash} />
      </div>
      <div className="edit-tools" onPointerDown={(event) => event.stopPropagation()}>
        <button type="button" className="edit-tool" aria-label={`Properties of ${name}`} title="Properties" onClick={open}>
          <Icon name="tune" />
        </button>
        {tile.kind === 'ticker' ? null : (
          <button type="button" className="edit-tool" aria-label={`Copy ${name}`} title="Copy" onClick={copy}>
            <Icon name="copy" />
          </button>
        )}
        <button type="button" className="edit-tool" aria-label={`Remove ${name}`} title="Remove" onClick={remove}>
          <Icon name="bin" />
        </button>
      </div>
      {resizable
        ? handles.map(([side, edges]) => (
            <span key={side} className={`edit-handle at-${side}`} aria-hidden="true" onPointerDown={(event) => onGrip(event, edges)} />
          ))
        : null}
    </div>
  );
};
