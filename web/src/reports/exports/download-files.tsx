import { useServices } from '../../app/services.ts';
import { plural } from '../../time/core/format.ts';
import { FileButton } from '../../ui/file-button.tsx';
import { isWithoutFile } from '../core/export-words.ts';
import type { ExportItem } from '../core/types.ts';
import { fetchFileLink } from './exports-api.ts';

/** The files of an export that is done, with what tells whether they came whole. */
export const DownloadFiles = ({ site, item }: { readonly site: string; readonly item: ExportItem }) => {
  const { api } = useServices();
  if (item.state !== 'done') return null;
  if (item.files.length === 0) return <span className="muted">{isWithoutFile(item) ? 'No file' : 'No rows, so no file'}</span>;
  return (
    <>
      <ul className="export-files">
        {item.files.map((file, i) => (
          <li key={file.name}>
            <FileButton file={file} fetchLink={() => fetchFileLink(api, site, item.id, i)} />
            <span className="muted num download-rows"> {plural(file.rows, 'row')}</span>
          </li>
        ))}
      </ul>
      <details className="export-sums">
        <summary>
          {item.files.length === 1 ? 'Checksum' : 'Checksums'} <span className="sr-only">of {item.name}</span>
        </summary>
        <ul>
          {item.files.map(({ name, sha256 }) => (
            <li key={name}>
              {name}: <code>{sha256}</code>
            </li>
          ))}
        </ul>
        <p className="muted">SHA-256 of the whole file.</p>
      </details>
    </>
  );
};
