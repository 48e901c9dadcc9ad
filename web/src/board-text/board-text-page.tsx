import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { BoardSection } from '../shell/board-section.tsx';
import { Told } from '../ui/told.tsx';
import { ExportPanel } from './export-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import '../site/site.css';
import './board-text.css';

const Panels = ({ site }: { readonly site: Site }) => {
  const [told, tell] = useState('');
  return (
    <>
      <Told>{told}</Told>
      <div className="text-panels">
        <ExportPanel site={site} />
        <ImportPanel site={site} tell={tell} />
      </div>
    </>
  );
};

/** Boards, their filters and variables as text: to keep, to compare, to take to another site. */
export const BoardTextPage = ({ site }: { readonly site: Site }) => (
  <BoardSection site={site} here="text" title="Boards as text">
    {() => <Panels site={site} />}
  </BoardSection>
);
