import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { BoardSection } from '../shell/board-section.tsx';
import { ReportsSection } from '../shell/reports-section.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import { Told } from '../ui/told.tsx';
import { type TextSubject, textWords } from './core/text-subject.ts';
import { ExportPanel } from './export-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import '../site/site.css';
import './board-text.css';

const Panels = ({ site, subject }: { readonly site: Site; readonly subject: TextSubject }) => {
  const [told, tell] = useState('');
  return (
    <>
      <Told>{told}</Told>
      <div className="text-panels">
        <ExportPanel site={site} subject={subject} />
        <ImportPanel site={site} subject={subject} tell={tell} />
      </div>
    </>
  );
};

/** Boards with their filters and variables, or reports with their filters and schedules, as text: to keep, to compare, to take to another site. */
export const BoardTextPage = ({
  site,
  subject,
  choose,
}: {
  readonly site: Site;
  readonly subject: TextSubject;
  readonly choose: (subject: TextSubject) => void;
}) => {
  const Section = subject === 'reports' ? ReportsSection : BoardSection;
  return (
    <Section site={site} here="text" title={textWords[subject].title}>
      {() => (
        <>
          <div className="text-subject">
            <ChoiceField
              label="Text of"
              value={subject}
              choices={[
                ['boards', 'Boards, their filters and variables'],
                ['reports', 'Reports, their filters and schedules'],
              ]}
              change={choose}
            />
          </div>
          <Panels key={subject} site={site} subject={subject} />
        </>
      )}
    </Section>
  );
};
