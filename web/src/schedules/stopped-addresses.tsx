import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatDayMinute } from '../time/core/format.ts';
import { Failure } from '../ui/notice.tsx';
import type { StoppedAddress } from './core/types.ts';
import { allowAddress, schedulesKey, stoppedQuery } from './schedules-api.ts';

const whyWords: Readonly<Record<StoppedAddress['why'], string>> = {
  bounce: 'mails came back',
  complaint: 'a mail was called unwanted',
};

/** Addresses that nothing is sent to any more, until somebody allows it again; nothing is drawn when there are none. */
export const StoppedAddresses = ({
  site,
  mayWrite,
  tell,
}: {
  readonly site: Site;
  readonly mayWrite: boolean;
  readonly tell: (words: string) => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: stopped, error, refetch } = useQuery(stoppedQuery(api, site.site));
  const [busy, setBusy] = useState('');
  const allow = async (address: string): Promise<void> => {
    if (busy !== '') return;
    setBusy(address);
    try {
      await allowAddress(api, site.site, address);
      tell(`${address} is written to again, from the next mail on.`);
    } catch (reason) {
      tell(`${address} stays stopped: ${reason instanceof Error ? reason.message : String(reason)}`);
    } finally {
      setBusy('');
      await queries.invalidateQueries({ queryKey: [...schedulesKey(site.site), 'stopped addresses'] });
    }
  };
  if (error !== null && stopped === undefined) return <Failure error={error} retry={() => void refetch()} />;
  if (stopped === undefined || stopped.length === 0) return null;
  return (
    <section className="panel" aria-label="Stopped addresses">
      <div className="schedule-panel-head">
        <h2>Stopped addresses</h2>
        <p className="muted">Nothing is sent to them: mails came back from there, or were called unwanted.</p>
      </div>
      <ul className="runs">
        {stopped.map(({ address, why, detail, at }) => (
          <li key={address} className="run run-head">
            <span className="strong">{address}</span>
            <span>
              {whyWords[why]}
              {detail === '' ? '' : `: ${detail}`}
            </span>
            <span className="muted num">{formatDayMinute(site.timeZone, at)}</span>
            {mayWrite ? (
              <button type="button" className="button small" aria-disabled={busy === address} onClick={() => void allow(address)}>
                Allow again<span className="sr-only"> {address}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
};
