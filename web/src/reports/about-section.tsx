import { useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import type { PublicTemplate, TemplateDefault } from '../figures/core/public-types.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { AboutFields, BuilderSection } from './builder-sections.tsx';
import { type DraftAction, type DraftFault, isAsBegun } from './core/report-draft.ts';

/** What the report is called and made from. Another template throws the columns away: it asks first, unless nobody has touched them. */
export const AboutSection = ({
  content,
  template,
  templates,
  defaults,
  categories,
  share,
  faults,
  act,
}: {
  readonly content: ReportContent;
  readonly template: PublicTemplate | undefined;
  readonly templates: readonly PublicTemplate[];
  readonly defaults: readonly TemplateDefault[];
  readonly categories: readonly string[];
  readonly share: { readonly on: boolean; readonly turn: (on: boolean) => void } | null;
  readonly faults: readonly DraftFault[];
  readonly act: (action: DraftAction) => void;
}) => {
  const [turning, setTurning] = useState<TemplateDefault | null>(null);
  const chooseTemplate = (id: string): void => {
    const start = defaults.find((each) => each.template === id);
    const before = defaults.find((each) => each.template === content.template);
    if (start === undefined || id === content.template) return;
    if (before !== undefined && isAsBegun(content, before)) act({ kind: 'template', start });
    else setTurning(start);
  };
  return (
    <>
      <BuilderSection part="about" title="About the report" faults={faults}>
        <AboutFields
          content={content}
          template={template}
          templates={templates}
          categories={categories}
          share={share}
          chooseTemplate={chooseTemplate}
          act={act}
        />
      </BuilderSection>
      {turning === null ? null : (
        <ConfirmDialog
          title="Change the template?"
          button="Change it"
          close={() => setTurning(null)}
          act={() => {
            act({ kind: 'template', start: turning });
            return Promise.resolve();
          }}
        >
          <p>
            Another template offers other columns: those you have chosen, their order and the chart begin anew. Name, category, filter and
            time stay.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
};
