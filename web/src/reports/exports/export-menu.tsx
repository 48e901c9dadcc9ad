import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { type ExportFormat, exportFormats, pagedFormats, type ReportContent } from '../../../../functions/domain/report.ts';
import { ApiError } from '../../api/client.ts';
import { useServices } from '../../app/services.ts';
import { FileButton } from '../../ui/file-button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { formatNames } from '../core/export-words.ts';
import type { ExportItem } from '../core/types.ts';
import { ExportProgress } from './export-progress.tsx';
import { cancelExport, exportQuery, exportsKey, fetchFileLink, isUnderWay, startExport } from './exports-api.ts';

const notes: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Spreadsheet, any number of rows',
  pdf: 'Pages, at most 20,000 rows',
  docx: 'Document, at most 20,000 rows',
  csv: 'Plain text, any number of rows',
  parquet: 'For data tools, any number of rows',
};

/** An export from its first moment to its file. */
const Following = ({ site, started, close }: { readonly site: string; readonly started: ExportItem; readonly close: () => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: item = started, error } = useQuery(exportQuery(api, site, started.id));
  const [file] = item.files;
  return (
    <div className="banner export-banner">
      <span role="status" className="sr-only">
        {item.state === 'done' ? `${item.name} is ready` : item.state === 'failed' ? `${item.name} could not be written` : ''}
      </span>
      <span>
        <span className="strong">{item.name}</span> <span className="muted">as {formatNames[item.format]}</span>
      </span>
      {isUnderWay(item) ? (
        <>
          <ExportProgress item={item} />
          <button
            type="button"
            className="button small"
            onClick={() => void cancelExport(api, site, item.id).then(() => queries.invalidateQueries({ queryKey: exportsKey(site) }))}
          >
            Cancel
          </button>
        </>
      ) : item.state === 'done' && file !== undefined ? (
        <>
          <FileButton file={file} fetchLink={() => fetchFileLink(api, site, item.id, 0)} primary />
          {item.detail === null ? null : <span className="tone-warn">{item.detail}</span>}
        </>
      ) : (
        <span className={item.state === 'failed' ? 'tone-bad' : 'muted'}>
          {item.state === 'failed' ? `It could not be written: ${item.detail ?? 'no reason was given'}` : 'Cancelled'}
        </span>
      )}
      {item.files.length > 1 ? <span className="muted num">and {item.files.length - 1} more files</span> : null}
      {error === null ? null : <span className="tone-bad">{error.message}</span>}
      <span className="header-space" />
      <Link to="/sites/$site/downloads" params={{ site }}>
        All downloads
      </Link>
      <button type="button" className="button icon-button" aria-label={`Put ${item.name} away`} onClick={close}>
        <Icon name="offline" />
      </button>
    </div>
  );
};

/** The report as it stands as a file; what takes long goes on while the page is left. */
export const useExporting = (site: string, content: ReportContent) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [started, setStarted] = useState<ExportItem | null>(null);
  const [refused, setRefused] = useState<{ readonly format: ExportFormat; readonly words: string; readonly tooLong: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const start = async (format: ExportFormat): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setRefused(null);
    setStarted(null);
    try {
      setStarted(await startExport(api, site, crypto.randomUUID(), { content, format }));
      await queries.invalidateQueries({ queryKey: [...exportsKey(site), 'list'] });
    } catch (reason) {
      const tooLong = reason instanceof ApiError && reason.status === 400 && pagedFormats.includes(format);
      setRefused({ format, words: reason instanceof Error ? reason.message : String(reason), tooLong });
    } finally {
      setBusy(false);
    }
  };
  return { started, refused, busy, start: (format: ExportFormat) => void start(format), close: () => setStarted(null) };
};
export type Exporting = ReturnType<typeof useExporting>;

export const ExportMenu = ({ exporting: { busy, start } }: { readonly exporting: Exporting }) => (
  <MenuTrigger>
    <Button className="button">
      {busy ? 'Asking…' : 'Export'} <Icon name="chevron" />
    </Button>
    <Popover className="popover" placement="bottom start">
      <Menu
        className="menu"
        aria-label="Export as"
        onAction={(key) => {
          const format = exportFormats.find((each) => each === key);
          if (format !== undefined) start(format);
        }}
      >
        {exportFormats.map((format) => (
          <MenuItem key={format} id={format} className="menu-item" textValue={formatNames[format]}>
            {formatNames[format]} <span className="muted">{notes[format]}</span>
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
);

/** What became of the last export of this page. */
export const ExportOutcome = ({
  site,
  exporting: { started, refused, start, close },
}: {
  readonly site: string;
  readonly exporting: Exporting;
}) => (
  <>
    {refused === null ? null : (
      <div role="alert" className="banner warn export-banner">
        <span>
          <Icon name="warning" /> {refused.words}
        </span>
        {refused.tooLong ? (
          <button type="button" className="button small" onClick={() => start('csv')}>
            Export as CSV
          </button>
        ) : null}
      </div>
    )}
    {started === null ? null : <Following key={started.id} site={site} started={started} close={close} />}
  </>
);
