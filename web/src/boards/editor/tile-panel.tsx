import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Alarm, ShownView, Tile } from '../../../../functions/domain/board.ts';
import { Icon } from '../../ui/icons.tsx';
import { tileTitle } from '../core/tile-words.ts';
import { AlarmsTab } from './alarms-tab.tsx';
import { AppearanceTab } from './appearance-tab.tsx';
import { faultsBelow, tilePointer } from './core/content-faults.ts';
import { isDataTile } from './core/data-tile.ts';
import { useEditor } from './editor-context.ts';
import { FieldsTab } from './fields-tab.tsx';
import { FilterTab } from './filter-tab.tsx';

const tabs = { fields: 'Fields', appearance: 'Appearance', filter: 'Filter', alarms: 'Alarms' } as const;
export type TabName = keyof typeof tabs;
const ofMedia: readonly TabName[] = ['fields', 'appearance'];
const all: readonly TabName[] = ['fields', 'appearance', 'filter', 'alarms'];

/** What faults belong to a tab, so that it can say so while another is open. */
const tabOf = (pointer: string): TabName =>
  pointer.startsWith('#/alarms')
    ? 'alarms'
    : /^#\/filter/.test(pointer)
      ? 'filter'
      : /^#\/(appearance|target|colours|location|size|speed)/.test(pointer)
        ? 'appearance'
        : 'fields';

/** The properties of one tile, beside the board: every change shows there at once, and is one step to undo. */
export const TilePanel = ({
  tile,
  shown,
  tested,
  test,
  close,
}: {
  readonly tile: Tile;
  readonly shown: ShownView;
  readonly tested: string | null;
  readonly test: (alarm: Alarm) => void;
  readonly close: () => void;
}) => {
  const { editing, act, faults } = useEditor();
  const [tab, setTab] = useState<TabName>('fields');
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const names = isDataTile(tile) ? all : ofMedia;
  const open = names.includes(tab) ? tab : 'fields';
  const own = faultsBelow(faults, tilePointer(editing.draft.content, editing.view, tile.id));
  const title = tileTitle(tile, shown);
  const change = (next: Tile, merge: string | null): void => act({ kind: 'changeTile', tile: next, merge });

  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const to = (names.indexOf(open) + by + names.length) % names.length;
    setTab(names[to] ?? 'fields');
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  };
  return (
    <section
      className="tile-panel"
      aria-label={`Properties of ${title}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <div className="tile-panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="button small primary" onClick={close}>
          Done
        </button>
      </div>
      <div ref={list} role="tablist" aria-label="Properties" className="panel-tabs" onKeyDown={onKey}>
        {names.map((name) => {
          const wrong = own.some(({ pointer }) => tabOf(pointer) === name);
          return (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={open === name}
              aria-controls="tab-body"
              tabIndex={open === name ? 0 : -1}
              className="panel-tab"
              onClick={() => setTab(name)}
            >
              {tabs[name]}
              {name === 'alarms' && isDataTile(tile) && tile.alarms.length > 0 ? <span className="badge">{tile.alarms.length}</span> : null}
              {wrong ? (
                <span className="tone-bad">
                  {' '}
                  <Icon name="warning" />
                  <span className="sr-only">has a fault</span>
                </span>
              ) : null}
            </button>
          );
        })}
      </div>
      <div id="tab-body" role="tabpanel" aria-labelledby={`tab-${open}`} className="tile-panel-body" key={`${tile.id} ${open}`}>
        {open === 'fields' ? (
          <FieldsTab tile={tile} title={tileTitle({ ...tile, title: null }, shown)} faults={own} change={change} />
        ) : null}
        {open === 'appearance' ? <AppearanceTab tile={tile} faults={own} change={change} /> : null}
        {open === 'filter' && isDataTile(tile) ? <FilterTab tile={tile} faults={own} change={change} /> : null}
        {open === 'alarms' && isDataTile(tile) ? (
          <AlarmsTab tile={tile} shown={shown} faults={own} tested={tested} test={test} change={change} />
        ) : null}
        {own
          .filter(({ pointer }) => pointer === '#')
          .map(({ detail }) => (
            <p key={detail} role="alert" className="field-fault">
              {detail}
            </p>
          ))}
      </div>
    </section>
  );
};
