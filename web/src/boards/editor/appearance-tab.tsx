import type { Tile } from '../../../../functions/domain/board.ts';
import type { Fault } from '../../api/client.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Icon } from '../../ui/icons.tsx';
import { contrast } from '../core/colours.ts';
import { ColourField } from './colour-field.tsx';
import { faultAt } from './core/content-faults.ts';
import { choiceOf, inputTypeOf, usualTarget } from './core/field-choice.ts';
import { useEditor } from './editor-context.ts';
import { FigureField } from './figure-field.tsx';

type Change = (tile: Tile, merge: string | null) => void;
interface Props<T extends Tile = Tile> {
  readonly tile: T;
  readonly faults: readonly Fault[];
  readonly change: Change;
}
type Of<K extends Tile['kind']> = Extract<Tile, { readonly kind: K }>;

const SingleLook = ({ tile, faults, change }: Props<Of<'single'>>) => {
  const { around } = useEditor();
  const type = choiceOf(tile.field, around.statistics, around.values)?.type;
  const input = inputTypeOf(type);
  return (
    <>
      <ChoiceField
        label="Shown as"
        value={tile.appearance}
        choices={[['text', 'Figure'], ...(input === null ? [] : [['gauge', 'Gauge: the share of a target'] as const])]}
        change={(appearance) =>
          change({ ...tile, appearance, target: appearance === 'gauge' ? (tile.target ?? usualTarget(type)) : tile.target }, null)
        }
      />
      {tile.appearance === 'gauge' && input !== null ? (
        <FigureField
          id={`${tile.id} target`}
          label="Target"
          type={input}
          value={tile.target}
          fault={faultAt(faults, '#/target')}
          change={(target) => change({ ...tile, target }, 'target')}
        />
      ) : null}
    </>
  );
};

const MultiLook = ({ tile, faults, change }: Props<Of<'multi'>>) => {
  const { editing } = useEditor();
  const wallboard = editing.draft.content.kind === 'wallboard';
  return (
    <>
      <ChoiceField
        label="Shown as"
        help={wallboard ? 'On a wallboard the figures come one after the other.' : ''}
        value={tile.appearance}
        fault={faultAt(faults, '#/appearance')}
        choices={[
          ...(wallboard
            ? []
            : ([
                ['list', 'List'],
                ['pair', 'Pair: one large, one beside it'],
              ] as const)),
          ['cycle', 'Cycle: one after the other'],
        ]}
        change={(appearance) => change({ ...tile, appearance }, null)}
      />
      {tile.appearance === 'cycle' ? (
        <label className="range-field">
          <span>Each is shown for {tile.cycleSeconds} seconds</span>
          <input
            type="range"
            min={2}
            max={60}
            value={tile.cycleSeconds}
            onChange={(event) => change({ ...tile, cycleSeconds: Number(event.target.value) }, 'cycleSeconds')}
          />
        </label>
      ) : null}
    </>
  );
};

const TickerLook = ({ tile, change }: Props<Of<'ticker'>>) => (
  <>
    <ChoiceField
      label="Where"
      value={tile.location}
      choices={[
        ['top', 'At the top'],
        ['bottom', 'At the bottom'],
      ]}
      change={(location) => change({ ...tile, location }, null)}
    />
    <ChoiceField
      label="Size"
      value={tile.size}
      choices={[
        ['small', 'Small'],
        ['normal', 'Normal'],
        ['large', 'Large'],
      ]}
      change={(size) => change({ ...tile, size }, null)}
    />
    <ChoiceField
      label="Speed"
      value={tile.speed}
      choices={[
        ['slow', 'Slow'],
        ['normal', 'Normal'],
        ['fast', 'Fast'],
      ]}
      change={(speed) => change({ ...tile, speed }, null)}
    />
  </>
);

const ownLook = ({ tile, faults, change }: Props) => {
  switch (tile.kind) {
    case 'single':
      return <SingleLook tile={tile} faults={faults} change={change} />;
    case 'multi':
      return <MultiLook tile={tile} faults={faults} change={change} />;
    case 'ticker':
      return <TickerLook tile={tile} faults={faults} change={change} />;
    case 'graph':
      return (
        <ChoiceField
          label="Drawn as"
          value={tile.appearance}
          choices={[
            ['line', 'Line'],
            ['bars', 'Bars'],
          ]}
          change={(appearance) => change({ ...tile, appearance }, null)}
        />
      );
    case 'media':
      return (
        <ChoiceField
          label="Fits the tile"
          value={tile.fit}
          choices={[
            ['contain', 'As a whole, with edges free'],
            ['cover', 'Filling it, with edges cut'],
          ]}
          change={(fit) => change({ ...tile, fit }, null)}
        />
      );
    case 'grid':
    case 'serviceLevel':
    case 'worklist':
    case 'queues':
      return null;
  }
};

/** Colours, and how the kind of tile can be shown. */
export const AppearanceTab = ({ tile, faults, change }: Props) => {
  const { colours } = tile;
  const poor = colours !== null && contrast(colours.background, colours.foreground) < 4.5;
  return (
    <>
      {ownLook({ tile, faults, change })}
      {colours === null ? (
        <button
          type="button"
          className="button"
          onClick={() => change({ ...tile, colours: { background: '#17703d', foreground: '#ffffff' } }, null)}
        >
          Give it colours of its own
        </button>
      ) : (
        <>
          <ColourField
            label="Background"
            start={colours.background}
            value={colours.background}
            change={(background) =>
              change({ ...tile, colours: { ...colours, background: background ?? colours.background } }, 'background')
            }
          />
          <ColourField
            label="Text"
            start={colours.foreground}
            value={colours.foreground}
            change={(foreground) =>
              change({ ...tile, colours: { ...colours, foreground: foreground ?? colours.foreground } }, 'foreground')
            }
          />
          {poor ? (
            <p className="banner warn" role="status">
              <Icon name="warning" /> Hard to read from afar: the two colours are too near to each other. The board takes the nearest
              readable shade.
            </p>
          ) : null}
          <button type="button" className="button plain" onClick={() => change({ ...tile, colours: null }, null)}>
            Take the colours of the page
          </button>
        </>
      )}
    </>
  );
};
