import type { PublicStatistic, PublicTemplate } from './core/public-types.ts';

const typeWords: Readonly<Record<PublicStatistic['type'], string>> = {
  count: 'Number',
  duration: 'Length of time',
  percentage: 'Percentage',
  timeOfDay: 'Date and time',
  text: 'Text',
  yesNo: 'Yes or no',
  id: 'Identifier',
};

const licenceWords: Readonly<Record<string, string>> = {
  callLogging: 'Call logging',
  callReporting: 'Call reporting',
  acdReporting: 'ACD reporting',
  dndReporting: 'DND reporting',
};

/** Whether reports of other makes have it under the same name. */
export const sourceWords = ({ line, ours }: { readonly line: number | null; readonly ours: boolean }): string =>
  ours || line === null ? 'Trunkline’s own' : 'Standard call reporting';

/** Everything the catalogue knows of a statistic but its name. */
export const StatisticFacts = ({
  statistic,
  templates,
}: {
  readonly statistic: PublicStatistic;
  readonly templates: readonly PublicTemplate[];
}) => {
  const offered = templates.filter(({ id }) => statistic.templates.includes(id)).map(({ name }) => name);
  return (
    <div className="statistic">
      <p>{statistic.words}</p>
      <p className="formula">{statistic.formula}</p>
      <dl className="facts">
        <div>
          <dt>Shown as</dt>
          <dd>{typeWords[statistic.type]}</dd>
        </div>
        <div>
          <dt>Licence</dt>
          <dd>{statistic.licence === null ? 'None needed' : (licenceWords[statistic.licence] ?? statistic.licence)}</dd>
        </div>
        <div>
          <dt>Source</dt>
          <dd>{sourceWords(statistic)}</dd>
        </div>
        <div>
          <dt>Live</dt>
          <dd>{statistic.live ? 'Can stand on a board' : 'Reports only'}</dd>
        </div>
        <div className="wide-fact">
          <dt>Offered in</dt>
          <dd>{offered.length === 0 ? 'No report: live only' : offered.join(', ')}</dd>
        </div>
      </dl>
    </div>
  );
};
