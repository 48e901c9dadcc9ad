import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Tile } from '../../../../functions/domain/board.ts';
import type { Fault } from '../../api/client.ts';
import { useServices } from '../../app/services.ts';
import { CheckField, Field } from '../../site/field.tsx';
import { mediaQuery } from './board-api.ts';
import { faultAt } from './core/content-faults.ts';
import { acceptedTypes, mediaHint } from './core/media-types.ts';
import { useEditor } from './editor-context.ts';
import { useUpload } from './use-upload.ts';

type Media = Extract<Tile, { readonly kind: 'media' }>;

const contents = [
  ['image', 'Image'],
  ['video', 'Video, played in a loop'],
  ['stream', 'Live stream'],
] as const;

/** What a media tile shows: a file of one's own, brought up here, or an https address. */
export const MediaFields = ({
  tile,
  faults,
  change,
}: {
  readonly tile: Media;
  /** Below the tile. */
  readonly faults: readonly Fault[];
  readonly change: (tile: Media, merge: string | null) => void;
}) => {
  const { site } = useEditor();
  const { api } = useServices();
  const queries = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const { data: media, error } = useQuery(mediaQuery(api, site.site));
  const use = tile.content === 'image' ? 'image' : 'video';
  const [upload, start, cancel] = useUpload(site.site, use, (id) => {
    void queries.invalidateQueries({ queryKey: mediaQuery(api, site.site).queryKey });
    change({ ...tile, from: { kind: 'upload', media: id } }, null);
  });
  const [from, setFrom] = useState(tile.from.kind);
  const fitting = (media ?? []).filter(({ kind }) => kind === use);
  const urlFault = faultAt(faults, '#/from');
  const chooseContent = (content: Media['content']): void => {
    // A stream has an address only; an image is no video.
    if (content === 'stream') setFrom('address');
    change({ ...tile, content, from: tile.from.kind === 'upload' ? { kind: 'address', url: '' } : tile.from }, null);
  };
  return (
    <>
      <Field label="Shows">
        {(ids) => (
          <select
            {...ids}
            value={tile.content}
            onChange={(event) => chooseContent(contents.find(([content]) => content === event.target.value)?.[0] ?? 'image')}
          >
            {contents.map(([content, words]) => (
              <option key={content} value={content}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      {tile.content === 'stream' ? null : (
        <fieldset className="field choice">
          <legend>From</legend>
          {(['address', 'upload'] as const).map((kind) => (
            <label key={kind} className="check-line">
              <input type="radio" name={`${tile.id} from`} checked={from === kind} onChange={() => setFrom(kind)} />
              {kind === 'address' ? 'An address' : 'A file of yours'}
            </label>
          ))}
        </fieldset>
      )}
      {from === 'address' || tile.content === 'stream' ? (
        <Field
          label="Address"
          help={
            tile.content === 'stream'
              ? 'Begins with https:// and leads to a YouTube video or an HLS playlist (.m3u8) that its host lets other pages read (CORS); browsers that play HLS themselves ask for no such leave.'
              : `Begins with https:// and leads to the ${tile.content} itself.`
          }
          fault={tile.from.kind === 'address' && tile.from.url === '' ? 'An address is still missing.' : urlFault}
        >
          {(ids) => (
            <input
              {...ids}
              type="text"
              inputMode="url"
              spellCheck={false}
              placeholder="https://"
              value={tile.from.kind === 'address' ? tile.from.url : ''}
              onChange={(event) => change({ ...tile, from: { kind: 'address', url: event.target.value.trim() } }, 'url')}
            />
          )}
        </Field>
      ) : (
        <>
          {error === null && fitting.length > 0 ? (
            <Field label="File">
              {(ids) => (
                <select
                  {...ids}
                  value={tile.from.kind === 'upload' ? tile.from.media : ''}
                  onChange={(event) => {
                    if (event.target.value !== '') change({ ...tile, from: { kind: 'upload', media: event.target.value } }, null);
                  }}
                >
                  <option value="">Choose a file</option>
                  {fitting.map(({ media: id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ) : null}
          <Field label="Bring up a file" help={mediaHint(use)} fault={upload.kind === 'failed' ? upload.why : undefined}>
            {(ids) => (
              <input
                {...ids}
                ref={file}
                type="file"
                accept={acceptedTypes(use)}
                disabled={upload.kind === 'sending'}
                onChange={(event) => {
                  const chosen = event.target.files?.[0];
                  if (chosen !== undefined) start(chosen);
                }}
              />
            )}
          </Field>
          {upload.kind === 'sending' ? (
            <div className="upload">
              <progress aria-label={`Sending ${upload.name}`} max={1} value={upload.share} />{' '}
              <span className="num">{Math.round(upload.share * 100)} %</span>{' '}
              <button
                type="button"
                className="button small"
                onClick={() => {
                  cancel();
                  if (file.current !== null) file.current.value = '';
                }}
              >
                Cancel
              </button>
            </div>
          ) : null}
          <p role="status" className="sr-only">
            {upload.kind === 'done' ? 'The file is there.' : ''}
          </p>
        </>
      )}
      {tile.content === 'image' ? null : (
        <CheckField
          label="With sound"
          help="Browsers play sound only after somebody pressed something on the page; screens that start by themselves stay silent."
          checked={tile.sound}
          change={(sound) => change({ ...tile, sound }, null)}
        />
      )}
    </>
  );
};
