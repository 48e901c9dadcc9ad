import { expect, it } from 'vitest';
import { mediaRetryMs, playingOf } from './media.ts';

const frame = 'https://www.youtube-nocookie.com/embed/abcDEF12345?autoplay=1&mute=1&loop=1&playlist=abcDEF12345&playsinline=1&rel=0';

it.each([
  'https://www.youtube.com/watch?v=abcDEF12345&t=10',
  'https://youtu.be/abcDEF12345',
  'https://m.youtube.com/live/abcDEF12345',
  'https://www.youtube-nocookie.com/embed/abcDEF12345',
])('%s is played by the frame without cookies', (url) => {
  expect(playingOf(url, false)).toEqual({ kind: 'youtube', frame });
});

it('starts with sound where that is wanted', () => {
  expect(playingOf('https://youtu.be/abcDEF12345', true)).toMatchObject({ frame: expect.stringContaining('mute=0') });
});

it('knows streams by their ending, and leaves everything else to the browser', () => {
  expect(playingOf('https://example.com/live/index.M3U8?x=1', false)).toEqual({ kind: 'hls' });
  expect(playingOf('https://example.com/film.mp4', false)).toEqual({ kind: 'file' });
  expect(playingOf('https://notyoutube.com/watch?v=abcDEF12345', false)).toEqual({ kind: 'file' });
  expect(playingOf('https://youtube.com/watch?v="><x', false)).toEqual({ kind: 'file' });
  expect(playingOf('nonsense', false)).toEqual({ kind: 'file' });
});

it('tries again, less and less often', () => {
  expect([0, 1, 2, 9].map(mediaRetryMs)).toEqual([10_000, 20_000, 40_000, 300_000]);
});
