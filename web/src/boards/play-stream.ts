/**
 * Plays an HLS stream: by the browser where it can, else by a player that is fetched then. Goes on by itself after short losses; what it cannot
 * mend is `failed`. @returns what ends it.
 */
export const playStream = (video: HTMLVideoElement, url: string, failed: () => void): (() => void) => {
  if (video.canPlayType('application/vnd.apple.mpegurl') !== '') {
    video.src = url;
    return () => video.removeAttribute('src');
  }
  let end = (): void => undefined;
  let over = false;
  const begin = async (): Promise<void> => {
    const { default: Hls } = await import('hls.js');
    if (over) return;
    if (!Hls.isSupported()) {
      failed();
      return;
    }
    const player = new Hls({ enableWorker: false });
    player.on(Hls.Events.ERROR, (_event, { fatal }) => {
      if (fatal) failed();
    });
    player.loadSource(url);
    player.attachMedia(video);
    end = () => player.destroy();
  };
  begin().catch(failed);
  return () => {
    over = true;
    end();
  };
};
