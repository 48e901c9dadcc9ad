import { useState } from 'react';
import { may } from '../api/may.ts';
import type { Site } from '../api/types.ts';
import { BoardSection } from '../shell/board-section.tsx';
import { Told } from '../ui/told.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import { VariablesPanel } from './variables-panel.tsx';
import '../site/site.css';
import './values.css';

const Panels = ({ site, mayWrite, mayFetch }: { readonly site: Site; readonly mayWrite: boolean; readonly mayFetch: boolean }) => {
  const [told, tell] = useState('');
  return (
    <>
      <Told>{told}</Told>
      <div className="value-panels">
        <VariablesPanel site={site} mayWrite={mayWrite} tell={tell} />
        {mayFetch ? <SourcesPanel site={site} tell={tell} /> : null}
      </div>
    </>
  );
};

/** What boards show beside telephone figures: entered by hand, or fetched from elsewhere (L3035-3057). */
export const ValuesPage = ({ site }: { readonly site: Site }) => (
  <BoardSection site={site} here="values" title="Values">
    {(me) => <Panels site={site} mayWrite={may(me, 'values.write')} mayFetch={may(me, 'externalData.write')} />}
  </BoardSection>
);
