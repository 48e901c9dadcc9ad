import { type FigureText, figureText } from '../core/figure-text.ts';
import { ExplainLink } from '../explain-link.tsx';
import { Figure, letters } from '../figure.tsx';
import { useTurn } from '../use-turn.ts';
import type { ContentProps, KindOf } from './parts.ts';

type Props = ContentProps<KindOf<'multi'>>;

const useFigures = ({ site, tile, shown, feed }: Props): readonly FigureText[] =>
  tile.fields.map((field, index) => figureText(tile.id, index, field, shown, feed, site.timeZone));

/** One figure of several at a time; which one it is of how many stands below it. */
const Cycle = ({ figures, ...props }: Props & { readonly figures: readonly FigureText[] }) => {
  const { tile, paused, inkOf } = props;
  const at = useTurn(tile.cycleSeconds, paused) % Math.max(1, figures.length);
  const figure = figures[at];
  if (figure === undefined) return null;
  return (
    <div className="tile-cycle">
      <p className="tile-name" style={letters(figure.title)}>
        {figure.title}
      </p>
      <p className="tile-one">
        <Figure text={figure.text} ink={inkOf(at)} />
      </p>
      <p className="tile-place num">
        {at + 1} of {figures.length}
      </p>
    </div>
  );
};

/** Link of one line to how its figure came about. */
const Why = ({
  props: { site, shown, tile, explains },
  index,
  title,
}: {
  readonly props: Props;
  readonly index: number;
  readonly title: string;
}) => {
  const field = tile.fields[index];
  return explains && field?.source === 'statistic' ? (
    <ExplainLink site={site.site} shown={shown} tile={tile.id} field={field} title={title} />
  ) : null;
};

const Pair = ({ figures, ...props }: Props & { readonly figures: readonly FigureText[] }) => (
  <dl className="tile-pair">
    {figures.slice(0, 2).map((figure, index) => (
      <div key={figure.title} className={index === 0 ? 'is-first' : 'is-second'}>
        <dt className="tile-name" style={letters(figure.title)}>
          {figure.title} <Why props={props} index={index} title={figure.title} />
        </dt>
        <dd className="tile-one">
          <Figure text={figure.text} ink={props.inkOf(index)} />
        </dd>
      </div>
    ))}
  </dl>
);

/** Each line as high as the room lets all of them be. */
const List = ({ figures, ...props }: Props & { readonly figures: readonly FigureText[] }) => (
  <dl
    className="tile-list"
    style={{
      ...letters('x'.repeat(Math.max(...figures.map(({ title, text }) => title.length + text.length + 3)))),
      ...lines(figures.length),
    }}
  >
    {figures.map((figure, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: fields of a tile have no other name, and may repeat
      <div key={index}>
        <dt>
          {figure.title} <Why props={props} index={index} title={figure.title} />
        </dt>
        <dd className="num" style={props.inkOf(index)}>
          {figure.text}
        </dd>
      </div>
    ))}
  </dl>
);

const lines = (count: number) => ({ '--lines': String(count) });

export const Multi = (props: Props) => {
  const figures = useFigures(props);
  switch (props.tile.appearance) {
    case 'cycle':
      return <Cycle {...props} figures={figures} />;
    case 'pair':
      return <Pair {...props} figures={figures} />;
    case 'list':
      return <List {...props} figures={figures} />;
  }
};
