import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useServices } from '../app/services.ts';
import { readMediaLink } from './media-link.ts';
import { createSoundPlayer, type SoundPlayer } from './sounds.ts';

const quiet: Pick<SoundPlayer, 'subscribe' | 'blocked'> = { subscribe: () => () => undefined, blocked: () => false };

export interface Sounds {
  readonly play: SoundPlayer['play'];
  readonly blocked: boolean;
  readonly allow: () => void;
}

/** Sounds of a board; made with the first one, and ended with the board. */
export const useSounds = (site: string): Sounds => {
  const { api } = useServices();
  const player = useRef<SoundPlayer | null>(null);
  const ready = (): SoundPlayer => {
    player.current ??= createSoundPlayer({
      context: () => new AudioContext(),
      read: async (media) => (await fetch(await readMediaLink(api, site, media))).arrayBuffer(),
    });
    return player.current;
  };
  const blocked = useSyncExternalStore(
    (listener) => ready().subscribe(listener),
    () => (player.current ?? quiet).blocked(),
  );
  useEffect(
    () => () => {
      player.current?.close();
      player.current = null;
    },
    [],
  );
  return { play: (sound, times) => ready().play(sound, times), blocked, allow: () => ready().allow() };
};
