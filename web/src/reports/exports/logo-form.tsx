import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { useServices } from '../../app/services.ts';
import { mediaQuery } from '../../boards/editor/board-api.ts';
import { useUpload } from '../../boards/editor/use-upload.ts';
import { Field } from '../../site/field.tsx';
import { logoQuery, setLogo } from './exports-api.ts';

/** The picture at the head of PDF and Word files: one of the site's files, or a new one. */
export const LogoForm = ({ site, tell }: { readonly site: string; readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const id = useId();
  const { data: logo, error: unread } = useQuery(logoQuery(api, site));
  const { data: media } = useQuery(mediaQuery(api, site));
  const [error, setError] = useState('');
  const choose = async (chosen: string | null): Promise<void> => {
    setError('');
    try {
      await setLogo(api, site, chosen);
      await queries.invalidateQueries({ queryKey: logoQuery(api, site).queryKey });
      tell(chosen === null ? 'Files carry no picture any more.' : 'PDF and Word files carry the picture from now on.');
    } catch (reason) {
      const faults = reason instanceof ApiError ? reason.faults.map(({ detail }) => detail) : [];
      setError(faults.length > 0 ? faults.join(' ') : reason instanceof Error ? reason.message : String(reason));
    }
  };
  const [upload, start] = useUpload(site, 'image', (made) => {
    void queries.invalidateQueries({ queryKey: mediaQuery(api, site).queryKey });
    void choose(made);
  });
  const pictures = (media ?? []).filter(({ kind }) => kind === 'image');
  const known = logo?.media == null || pictures.some((picture) => picture.media === logo.media);
  return (
    <section className="panel bulk" aria-labelledby={id}>
      <h2 id={id}>Picture on PDF and Word files</h2>
      <div className="bulk-fields">
        <Field label="Picture" help="PNG or JPEG, at most 1 MB." fault={unread?.message ?? (error === '' ? undefined : error)}>
          {(ids) => (
            <select
              {...ids}
              value={logo?.media ?? ''}
              onChange={(event) => void choose(event.target.value === '' ? null : event.target.value)}
            >
              <option value="">None</option>
              {known ? null : <option value={logo?.media ?? ''}>A file that is no longer there</option>}
              {pictures.map((picture) => (
                <option key={picture.media} value={picture.media}>
                  {picture.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Or a new one" fault={upload.kind === 'failed' ? upload.why : undefined}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept="image/png,image/jpeg"
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file !== undefined) start(file);
              }}
            />
          )}
        </Field>
      </div>
      <p role="status" className="muted">
        {upload.kind === 'sending' ? `${upload.name}: ${Math.round(upload.share * 100)} % sent` : ''}
      </p>
    </section>
  );
};
