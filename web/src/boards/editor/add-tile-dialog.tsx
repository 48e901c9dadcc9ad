import { useState } from 'react';
import type { Field } from '../../../../functions/domain/board.ts';
import { boardLimits } from '../../../../functions/domain/board.ts';
import { Dialog } from '../../site/dialog.tsx';
import { pickColours } from './core/colour-pairs.ts';
import { viewOf } from './core/editing.ts';
import { type FieldChoice, usualTarget } from './core/field-choice.ts';
import { freshTileId } from './core/fresh-ids.ts';
import { needsField, newTile } from './core/new-tile.ts';
import { type TileChoice, tileChoices } from './core/tile-kinds.ts';
import { useEditor } from './editor-context.ts';
import { FieldPicker } from './field-picker.tsx';
import { TilePicture } from './tile-picture.tsx';

const takesSeveral = (choice: TileChoice): boolean => choice === 'multi' || choice === 'ticker';
const idOf = (field: Field): string => (field.source === 'value' ? field.value : field.statistic);

/** A new tile in two steps: which kind, and what it shows. It stands on the board at once; everything else is a property. */
export const AddTileDialog = ({ close, added }: { readonly close: () => void; readonly added: (tile: string) => void }) => {
  const { editing, act } = useEditor();
  const { content } = editing.draft;
  const view = viewOf(editing);
  const [choice, setChoice] = useState<TileChoice | null>(null);
  const [picked, setPicked] = useState<readonly FieldChoice[]>([]);
  const kinds = tileChoices(
    content.kind,
    view.tiles.some(({ kind }) => kind === 'ticker'),
  );

  const add = (kind: TileChoice, fields: readonly FieldChoice[]): void => {
    const colours = pickColours(
      view.colourMode,
      view.tiles.map((tile) => tile.colours),
      Math.random(),
    );
    const id = freshTileId(content);
    const tile = newTile(kind, id, colours, {
      fields: fields.map(({ field }) => field),
      wallboard: content.kind === 'wallboard',
      target: usualTarget(fields[0]?.type),
    });
    act({ kind: 'addTile', tile });
    added(id);
  };
  const choose = (kind: TileChoice): void => {
    if (needsField(kind)) setChoice(kind);
    else add(kind, []);
  };
  const pick = (field: FieldChoice): void => {
    if (choice === null) return;
    if (!takesSeveral(choice)) return add(choice, [field]);
    setPicked((now) =>
      now.some((each) => idOf(each.field) === idOf(field.field))
        ? now.filter((each) => idOf(each.field) !== idOf(field.field))
        : now.length < boardLimits.fields
          ? [...now, field]
          : now,
    );
  };

  if (choice === null)
    return (
      <Dialog title="Add a tile" close={close}>
        <ul className="kind-list">
          {kinds.map(({ choice: kind, name, sentence }) => (
            <li key={kind}>
              <button type="button" className="kind-choice" onClick={() => choose(kind)}>
                <TilePicture choice={kind} />
                <span>
                  <span className="kind-name">{name}</span> <span className="muted">{sentence}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    );
  return (
    <Dialog title={takesSeveral(choice) ? 'What shall it show? Pick up to 20' : 'What shall it show?'} close={close}>
      <div className="dialog-body">
        <FieldPicker
          use={choice === 'graph' ? 'graph' : choice === 'gauge' ? 'number' : 'any'}
          taken={picked.map(({ field }) => idOf(field))}
          pick={pick}
        />
      </div>
      <div className="dialog-foot picker-foot">
        <button type="button" className="button" onClick={() => setChoice(null)}>
          Other kind
        </button>
        {takesSeveral(choice) ? (
          <button type="button" className="button primary" disabled={picked.length === 0} onClick={() => add(choice, picked)}>
            Add with {picked.length} {picked.length === 1 ? 'figure' : 'figures'}
          </button>
        ) : null}
      </div>
    </Dialog>
  );
};
