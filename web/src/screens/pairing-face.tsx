import { useEffect } from 'react';
import { Icon, Logo } from '../ui/icons.tsx';
import { QrCode } from './qr-code.tsx';
import type { PairingState } from './screen-life.ts';

/** What a screen shows until somebody paired it; read across a room and with a phone's camera. */
export const PairingFace = ({ state }: { readonly state: PairingState }) => {
  const { code, revoked, trouble } = state;
  useEffect(() => {
    document.title = 'Pair this screen · Trunkline';
  }, []);
  return (
    <main className="screen-pairing">
      <p className="screen-brand">
        <Logo /> Trunkline
      </p>
      <div className="pairing-words">
        <h1>Pair this screen</h1>
        {revoked ? (
          <p className="pairing-note">
            <Icon name="warning" /> It was taken off its site. Pair it again to go on.
          </p>
        ) : null}
        <ol>
          <li>
            Point a phone at the square, or open <strong>{location.host}/pair</strong> and log in.
          </li>
          <li>Check that the phone shows these letters, and choose what this screen is to show.</li>
        </ol>
        <p className="pairing-code">
          <span className="sr-only">{code === null ? 'No code yet' : `Code ${[...code].join(' ')}`}</span>
          {[...(code ?? '······')].map((letter, at) => (
            // A code is six letters, some of them twice: the place is what tells them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: letters do not move
            <span key={at} aria-hidden="true">
              {letter}
            </span>
          ))}
        </p>
        <p role="status" className={trouble === null ? 'muted' : 'pairing-note'}>
          {trouble === null ? (
            'A new code comes by itself after ten minutes.'
          ) : (
            <>
              <Icon name="cut" /> {trouble}
            </>
          )}
        </p>
      </div>
      {code === null ? null : <QrCode text={`${location.origin}/pair?code=${code}`} label="Address to pair this screen" />}
    </main>
  );
};
