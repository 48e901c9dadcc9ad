import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useServices } from '../../app/services.ts';
import { Icon } from '../../ui/icons.tsx';
import { mediaRetryMs, playingOf } from '../core/media.ts';
import { tileTitle } from '../core/tile-words.ts';
import { mediaLinkQuery } from '../media-link.ts';
import { playStream } from '../play-stream.ts';
import type { ContentProps, KindOf } from './parts.ts';

type MediaTile = KindOf<'media'>;

interface Playable {
  readonly tile: MediaTile;
  readonly url: string;
  readonly title: string;
  readonly failed: () => void;
}

const Picture = ({ tile, url, title, failed }: Playable) => (
  <img className="media" data-fit={tile.fit} src={url} alt={title} onError={failed} />
);

/** A film that loops, or a stream. Browsers may refuse sound until somebody has pressed something: then it runs silent and says so. */
const Film = ({ tile, url, title, failed }: Playable) => {
  const video = useRef<HTMLVideoElement>(null);
  const [sound, setSound] = useState(tile.sound);
  const [refused, setRefused] = useState(false);
  const stream = playingOf(url, false).kind === 'hls';
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    return stream ? playStream(element, url, failed) : undefined;
  }, [stream, url, failed]);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.muted = !sound;
    element.play().catch((error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || !sound) return;
      setRefused(true);
      setSound(false);
    });
  }, [sound]);
  return (
    <>
      <video
        ref={video}
        className="media"
        data-fit={tile.fit}
        {...(stream ? {} : { src: url })}
        aria-label={title}
        loop
        autoPlay
        muted={!sound}
        playsInline
        onError={failed}
      />
      <button type="button" className="button media-sound" onClick={() => setSound(!sound)} aria-pressed={sound}>
        <Icon name={sound ? 'signal' : 'cut'} /> {sound ? 'Sound on' : refused ? 'Sound blocked: turn on' : 'Sound off'}
      </button>
    </>
  );
};

const Played = (props: Playable) => {
  const { tile, url, title } = props;
  const playing = playingOf(url, tile.sound);
  if (playing.kind === 'youtube')
    return (
      <iframe
        className="media"
        src={playing.frame}
        title={title}
        allow="autoplay; encrypted-media; picture-in-picture; fullscreen"
        referrerPolicy="strict-origin-when-cross-origin"
      />
    );
  return tile.content === 'image' ? <Picture {...props} /> : <Film {...props} />;
};

const Failed = ({ why }: { readonly why: string }) => (
  <p className="tile-note">
    <Icon name="warning" /> {why} It is tried again by itself.
  </p>
);

const brokenWords = (tile: MediaTile, url: string | undefined): string => {
  if (tile.content === 'image') return 'The image cannot be shown.';
  return url !== undefined && playingOf(url, false).kind === 'hls'
    ? 'The stream cannot be played: nothing is sent, or its host does not let other pages read it.'
    : 'The film cannot be played.';
};

/** An image, a film or a stream, uploaded or from elsewhere. What fails says so and is tried again. */
export const Media = ({ site, tile, shown }: Pick<ContentProps<MediaTile>, 'site' | 'tile' | 'shown'>) => {
  const { api } = useServices();
  const [attempt, setAttempt] = useState(0);
  const [broken, setBroken] = useState(false);
  const upload = tile.from.kind === 'upload' ? tile.from.media : null;
  const link = useQuery({ ...mediaLinkQuery(api, site.site, upload ?? '', attempt), enabled: upload !== null });
  const failed = useCallback(() => setBroken(true), []);
  const failing = broken || link.error !== null;
  useEffect(() => {
    if (!failing) return;
    const timer = setTimeout(() => {
      setBroken(false);
      setAttempt((now) => now + 1);
    }, mediaRetryMs(attempt));
    return () => clearTimeout(timer);
  }, [failing, attempt]);
  const title = tileTitle(tile, shown);
  if (link.error !== null) return <Failed why={`The upload cannot be had: ${link.error.message}`} />;
  const url = tile.from.kind === 'address' ? tile.from.url : link.data;
  if (broken) return <Failed why={brokenWords(tile, url)} />;
  if (url === undefined) return <p className="tile-note">Loading…</p>;
  return <Played key={attempt} tile={tile} url={url} title={title} failed={failed} />;
};
