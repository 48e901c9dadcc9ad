import { useState } from 'react';
import { useServices } from '../../app/services.ts';
import { formatBytes } from '../core/export-words.ts';
import type { ExportFile } from '../core/types.ts';
import { fetchFileLink } from './exports-api.ts';

/** A file to be fetched; its address is asked for when it is pressed, since it holds for a short while only. */
export const FileButton = ({
  site,
  id,
  index,
  file,
  primary = false,
}: {
  readonly site: string;
  readonly id: string;
  readonly index: number;
  readonly file: ExportFile;
  readonly primary?: boolean;
}) => {
  const { api } = useServices();
  const [error, setError] = useState('');
  const fetchIt = async (): Promise<void> => {
    setError('');
    try {
      const link = document.createElement('a');
      link.href = await fetchFileLink(api, site, id, index);
      link.download = file.name;
      link.rel = 'noreferrer';
      link.click();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  };
  return (
    <span className="file-button">
      <button type="button" className={primary ? 'button primary' : 'button small'} onClick={() => void fetchIt()}>
        Download {file.name} <span className="num">({formatBytes(file.bytes)})</span>
      </button>
      <span role="alert" className="tone-bad">
        {error}
      </span>
    </span>
  );
};
