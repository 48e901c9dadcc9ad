import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Alarm, boardLimits } from '../../../../functions/domain/board.ts';
import { useServices } from '../../app/services.ts';
import { Field } from '../../site/field.tsx';
import { mediaQuery } from './board-api.ts';
import type { ChangeAlarm } from './change-alarm.ts';
import { acceptedTypes, mediaHint } from './core/media-types.ts';
import { useEditor } from './editor-context.ts';
import { useUpload } from './use-upload.ts';

const ownSounds = [
  ['chime', 'Chime'],
  ['bell', 'Bell'],
  ['horn', 'Horn'],
] as const;

/** What an alarm plays, and how often; one of the product's sounds or a sound of the site's own. Nothing where it is silent. */
export const SoundFields = ({ alarm, change }: { readonly alarm: Alarm; readonly change: ChangeAlarm }) => {
  const { site } = useEditor();
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: media } = useQuery(mediaQuery(api, site.site));
  const [upload, start, cancel] = useUpload(site.site, 'sound', (id) => {
    void queries.invalidateQueries({ queryKey: mediaQuery(api, site.site).queryKey });
    change({ ...alarm, sound: { sound: id, times: alarm.sound?.times ?? 1 } }, null);
  });
  const { sound } = alarm;
  if (sound === null) return null;
  return (
    <div className="alarm-part">
      <Field label="Sound">
        {(ids) => (
          <select
            {...ids}
            value={sound.sound}
            onChange={(event) => change({ ...alarm, sound: { ...sound, sound: event.target.value } }, null)}
          >
            {ownSounds.map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
            {(media ?? [])
              .filter(({ kind }) => kind === 'sound')
              .map(({ media: id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label="Played" fault={upload.kind === 'failed' ? upload.why : undefined}>
        {(ids) => (
          <span className="with-unit">
            <input
              {...ids}
              type="number"
              className="short"
              min={1}
              max={boardLimits.soundTimes}
              value={sound.times}
              onChange={(event) => {
                const times = Math.round(Number(event.target.value));
                if (times >= 1 && times <= boardLimits.soundTimes) change({ ...alarm, sound: { ...sound, times } }, 'times');
              }}
            />
            <span className="muted">times each time the alarm begins</span>
          </span>
        )}
      </Field>
      {upload.kind === 'sending' ? (
        <p>
          Sending {upload.name}, <span className="num">{Math.round(upload.share * 100)} %</span>{' '}
          <button type="button" className="button small" onClick={cancel}>
            Cancel
          </button>
        </p>
      ) : (
        <Field label="A sound of yours" help={mediaHint('sound')}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept={acceptedTypes('sound')}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file !== undefined) start(file);
              }}
            />
          )}
        </Field>
      )}
    </div>
  );
};
