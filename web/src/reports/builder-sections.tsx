import type { ReactNode } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import type { Site } from '../api/types.ts';
import type { PublicTemplate } from '../figures/core/public-types.ts';
import { groupingChoices } from '../figures/core/question.ts';
import type { RangeChoice } from '../figures/core/range-choice.ts';
import { RangeFields } from '../figures/range-fields.tsx';
import { TemplateSelect } from '../figures/template-select.tsx';
import { FilterChooser } from '../filters/filter-chooser.tsx';
import { CheckField, Field } from '../site/field.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import { Icon } from '../ui/icons.tsx';
import { CategoryField } from './category-field.tsx';
import type { DraftAction, DraftFault } from './core/report-draft.ts';
import { HoursFields } from './hours-fields.tsx';

/** A part of the form with what is wrong in it. */
export const BuilderSection = ({
  part,
  title,
  faults,
  children,
}: {
  readonly part: DraftFault['part'];
  readonly title: string;
  readonly faults: readonly DraftFault[];
  readonly children: ReactNode;
}) => {
  const own = faults.filter((fault) => fault.part === part);
  return (
    <section className="panel builder-section" aria-labelledby={`builder-${part}`} data-part={part}>
      <h2 id={`builder-${part}`} tabIndex={-1}>
        {title}
      </h2>
      {own.length === 0 ? null : (
        <div role="alert" className="banner warn">
          {own.map(({ detail }) => (
            <p key={detail}>
              <Icon name="warning" /> {detail}
            </p>
          ))}
        </div>
      )}
      {children}
    </section>
  );
};

export const AboutFields = ({
  content,
  template,
  templates,
  categories,
  share,
  chooseTemplate,
  act,
}: {
  readonly content: ReportContent;
  readonly template: PublicTemplate | undefined;
  readonly templates: readonly PublicTemplate[];
  readonly categories: readonly string[];
  /** Of a new report, by whoever may; null = not asked. */
  readonly share: { readonly on: boolean; readonly turn: (on: boolean) => void } | null;
  readonly chooseTemplate: (template: string) => void;
  readonly act: (action: DraftAction) => void;
}) => (
  <>
    <div className="builder-about">
      <Field label="Name">
        {(ids) => (
          <input
            {...ids}
            type="text"
            maxLength={80}
            value={content.name}
            onChange={(event) => act({ kind: 'set', patch: { name: event.target.value } })}
          />
        )}
      </Field>
      <CategoryField value={content.category} categories={categories} change={(category) => act({ kind: 'set', patch: { category } })} />
      <Field label="Description" help="What it is for; stands above the report.">
        {(ids) => (
          <input
            {...ids}
            type="text"
            maxLength={1_000}
            value={content.description}
            onChange={(event) => act({ kind: 'set', patch: { description: event.target.value } })}
          />
        )}
      </Field>
    </div>
    <div className="question-row">
      <TemplateSelect
        label="Template"
        templates={templates.filter(({ fixed }) => !fixed)}
        chosen={content.template}
        choose={chooseTemplate}
      />
      <p className="muted builder-template">
        {template === undefined ? '' : `${template.kind === 'configList' ? 'Lists' : 'Counts'} ${template.counts}. ${template.words}`}
      </p>
    </div>
    {share === null ? null : (
      <CheckField
        label="Share it with everybody at this site"
        help="Shared reports are seen, run and changed by everybody with the right, and can be sent by schedules."
        checked={share.on}
        change={share.turn}
      />
    )}
  </>
);

/** Of a report by start time: what makes a row (L4193). */
export const FormatField = ({
  format,
  period,
  act,
}: {
  readonly format: ReportContent['format'];
  /** Call rate period of the site, in minutes. */
  readonly period: number | null;
  readonly act: (action: DraftAction) => void;
}) => (
  <div className="builder-format">
    <ChoiceField
      label="A row for each"
      help="Time of day puts the calls of all days into the rows of one day."
      value={format ?? 'dateTime'}
      choices={groupingChoices(period)}
      change={(next) => act({ kind: 'set', patch: { format: next } })}
    />
  </div>
);

/** What the report is asked with when it is opened; can be changed there each time (L4214). */
export const WhenFields = ({
  site,
  content,
  choice,
  hours,
  changeChoice,
  changeHours,
  act,
}: {
  readonly site: Site;
  readonly content: ReportContent;
  readonly choice: RangeChoice;
  readonly hours: readonly [string, string];
  readonly changeChoice: (choice: RangeChoice) => void;
  readonly changeHours: (hours: readonly [string, string]) => void;
  readonly act: (action: DraftAction) => void;
}) => (
  <div className="report-ask">
    <div className="question-row">
      <RangeFields site={site} choice={choice} change={changeChoice} />
      <FilterChooser site={site.site} value={content.filter} change={(filter) => act({ kind: 'set', patch: { filter } })} />
      <HoursFields hours={hours} change={changeHours} />
    </div>
  </div>
);
