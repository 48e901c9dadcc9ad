/** How an address is played: by a frame of YouTube, as an HLS stream, or as a file by the browser itself. */
export type Playing = { readonly kind: 'youtube'; readonly frame: string } | { readonly kind: 'hls' } | { readonly kind: 'file' };

const youtubeId = (url: URL): string | null => {
  const host = url.hostname.replace(/^(www|m|music)\./, '');
  const path = url.pathname.split('/').filter(Boolean);
  const id =
    host === 'youtu.be'
      ? path[0]
      : host === 'youtube.com' || host === 'youtube-nocookie.com'
        ? path[0] === 'watch'
          ? url.searchParams.get('v')
          : ['embed', 'live', 'shorts', 'v'].includes(path[0] ?? '')
            ? path[1]
            : null
        : null;
  return id != null && /^[\w-]{6,20}$/.test(id) ? id : null;
};

/** YouTube's frame that sets no cookies, playing by itself and over again. */
export const youtubeFrame = (id: string, sound: boolean): string =>
  `https://www.youtube-nocookie.com/embed/${id}?${new URLSearchParams({ autoplay: '1', mute: sound ? '0' : '1', loop: '1', playlist: id, playsinline: '1', rel: '0' })}`;

/** @param text an https address, as boards keep it */
export const playingOf = (text: string, sound: boolean): Playing => {
  const url = URL.parse(text);
  if (url === null) return { kind: 'file' };
  const id = youtubeId(url);
  if (id !== null) return { kind: 'youtube', frame: youtubeFrame(id, sound) };
  return url.pathname.toLowerCase().endsWith('.m3u8') ? { kind: 'hls' } : { kind: 'file' };
};

/** Failed media are tried again after 10 s, then less and less often, at least every five minutes. */
export const mediaRetryMs = (attempt: number): number => Math.min(300_000, 10_000 * 2 ** Math.min(attempt, 5));
