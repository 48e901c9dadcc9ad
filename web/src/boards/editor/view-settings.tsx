import { useState } from 'react';
import type { View } from '../../../../functions/domain/board.ts';
import { boardLimits } from '../../../../functions/domain/board.ts';
import { FilterChooser } from '../../filters/filter-chooser.tsx';
import { Dialog } from '../../site/dialog.tsx';
import { CheckField, Field } from '../../site/field.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { faultAt } from './core/content-faults.ts';
import { viewOf } from './core/editing.ts';
import { freshViewId } from './core/fresh-ids.ts';
import { useEditor } from './editor-context.ts';
import { useFilterWords } from './use-filter-words.ts';

/** Switching loses places and sizes (L2105), so it is asked once more where there is something to lose. */
const DisplayMode = ({ view }: { readonly view: View }) => {
  const { act } = useEditor();
  const [asked, setAsked] = useState<View['displayMode'] | null>(null);
  const change = (mode: View['displayMode']): void => {
    if (mode === view.displayMode) return setAsked(null);
    if (view.tiles.length > 0) return setAsked(mode);
    act({ kind: 'displayMode', mode });
  };
  return (
    <>
      <ChoiceField
        label="Display mode"
        help={
          view.displayMode === 'uniform'
            ? 'All tiles are of one size and fill the view by themselves.'
            : 'Each tile has its place and size on a grid of 24 by 16 cells.'
        }
        value={asked ?? view.displayMode}
        choices={[
          ['uniform', 'Uniform grid'],
          ['manual', 'Manual sizing'],
        ]}
        change={change}
      />
      {asked === null ? null : (
        <div role="alert" className="banner warn">
          <p>
            <Icon name="warning" />{' '}
            {asked === 'manual'
              ? 'The order stays, and each tile begins with the place it has in the uniform grid.'
              : 'Places and sizes of all tiles of this view are lost.'}{' '}
            Undo brings back what was.
          </p>
          <div className="banner-actions">
            <button
              type="button"
              className="button primary"
              onClick={() => {
                act({ kind: 'displayMode', mode: asked });
                setAsked(null);
              }}
            >
              Switch
            </button>
            <button type="button" className="button" onClick={() => setAsked(null)}>
              Keep it
            </button>
          </div>
        </div>
      )}
    </>
  );
};

const Views = () => {
  const { editing, act } = useEditor();
  const { content } = editing.draft;
  const full = content.views.length >= boardLimits.views;
  const add = (from: View | null): void =>
    act({
      kind: 'addView',
      view: {
        ...(from ?? { displayMode: 'uniform', colourMode: 'text', filter: null, tiles: [] }),
        id: freshViewId(content),
        name: from === null ? `View ${content.views.length + 1}` : `${from.name} (copy)`.slice(0, 80),
      },
    });
  return (
    <fieldset className="field">
      <legend>Views of this dashboard</legend>
      <OrderedList
        label="Views in their order"
        items={content.views}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        move={(from, to) => {
          const view = content.views[from];
          if (view !== undefined) act({ kind: 'orderView', view: view.id, to });
        }}
      >
        {(view) => (
          <>
            <button
              type="button"
              className="button plain view-name"
              aria-current={view.id === editing.view}
              onClick={() => act({ kind: 'showView', view: view.id })}
            >
              {view.name}
            </button>
            <button type="button" className="button icon-button" aria-label={`Copy ${view.name}`} disabled={full} onClick={() => add(view)}>
              <Icon name="copy" />
            </button>
            <button
              type="button"
              className="button icon-button"
              aria-label={`Remove ${view.name}`}
              disabled={content.views.length === 1}
              onClick={() => act({ kind: 'removeView', view: view.id })}
            >
              <Icon name="bin" />
            </button>
          </>
        )}
      </OrderedList>
      <button type="button" className="button" disabled={full} onClick={() => add(null)}>
        <Icon name="plus" /> Add a view
      </button>
    </fieldset>
  );
};

/** Name, display mode, colours of new tiles, filter; on dashboards the list of views. Every change shows at once and can be undone. */
export const ViewSettings = ({ mayShare, close }: { readonly mayShare: boolean; readonly close: () => void }) => {
  const { site, editing, act, faults } = useEditor();
  const { content, shared } = editing.draft;
  const view = viewOf(editing);
  const words = useFilterWords(view.filter);
  const at = `#/views/${content.views.indexOf(view)}`;
  return (
    <Dialog title="Board and view" close={close}>
      <div className="dialog-body">
        <Field label="Name of the board" fault={faultAt(faults, '#/name')}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              maxLength={80}
              value={content.name}
              onChange={(event) => act({ kind: 'rename', name: event.target.value })}
            />
          )}
        </Field>
        {mayShare ? (
          <CheckField
            label="Shared"
            help="Everybody of the site with the right to boards of this kind sees it."
            checked={shared}
            change={(checked) => act({ kind: 'share', shared: checked })}
          />
        ) : null}
        {content.kind === 'dashboard' ? (
          <>
            <Views />
            <Field label="Name of this view" fault={faultAt(faults, `${at}/name`)}>
              {(ids) => (
                <input
                  {...ids}
                  type="text"
                  maxLength={80}
                  value={view.name}
                  onChange={(event) => act({ kind: 'changeView', set: { name: event.target.value }, merge: 'name' })}
                />
              )}
            </Field>
          </>
        ) : null}
        <DisplayMode key={view.id} view={view} />
        <ChoiceField
          label="Colours of new tiles"
          help="Tiles that are there already keep theirs."
          value={view.colourMode}
          choices={[
            ['background', 'Coloured background, white text: from far away'],
            ['text', 'Coloured text on white: from near by'],
            ['none', 'Black on white'],
          ]}
          change={(colourMode) => act({ kind: 'changeView', set: { colourMode }, merge: null })}
        />
        <FilterChooser
          site={site.site}
          words={words}
          none="No filter"
          label="Filter of the view"
          value={view.filter}
          fault={faultAt(faults, `${at}/filter`)}
          change={(filter) => act({ kind: 'changeView', set: { filter }, merge: filter?.kind === 'own' ? 'filter' : null })}
        />
      </div>
      <div className="dialog-foot picker-foot">
        <button type="button" className="button primary" onClick={close}>
          Done
        </button>
      </div>
    </Dialog>
  );
};
