import { useEffect, useRef } from 'react';
import { asRecord } from '../api/instants.ts';
import { readStored, writeStored } from '../ui/stored.ts';
import { buildOf, isNewDeployment } from './core/deployment.ts';
import { ourBuild } from './start-screen.ts';

const lookEveryMs = 10 * 60_000;
/** A thousand screens must not load a new page in the same second. */
const spreadMs = 5 * 60_000;
const lastKey = 'trunkline.screen.build';

const lastReload = (): { readonly build: string; readonly at: number } | null => {
  try {
    const record = asRecord(JSON.parse(readStored(lastKey) ?? 'null'));
    return typeof record?.build === 'string' && typeof record.at === 'number' ? { build: record.build, at: record.at } : null;
  } catch {
    return null;
  }
};

const newBuild = async (): Promise<string | null> => {
  try {
    const answer = await fetch('/', { cache: 'no-store' });
    const theirs = answer.ok ? buildOf(await answer.text()) : null;
    return isNewDeployment({ ours: ourBuild(), theirs, last: lastReload(), now: Date.now() }) ? theirs : null;
  } catch {
    return null;
  }
};

/** Looks now and then whether there is a new build, and loads it at a moment when nothing is shown that somebody asked for just now. */
export const useNewDeployment = (quiet: boolean): void => {
  const isQuiet = useRef(quiet);
  useEffect(() => {
    isQuiet.current = quiet;
  }, [quiet]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = async (): Promise<void> => {
      const build = isQuiet.current ? await newBuild() : null;
      if (build === null || !isQuiet.current) {
        timer = setTimeout(() => void look(), lookEveryMs + Math.random() * spreadMs);
        return;
      }
      writeStored(lastKey, JSON.stringify({ build, at: Date.now() }));
      // Without storage nothing would keep it from going round: then it waits for somebody to ask for a reload.
      if (lastReload()?.build === build) location.reload();
    };
    timer = setTimeout(() => void look(), Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, []);
};
