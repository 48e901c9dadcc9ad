/** Sounds of alarms: three built-in ones made of tones, and uploaded ones. */

interface Tone {
  /** Seconds after the beginning. */
  readonly at: number;
  readonly hertz: number;
  readonly seconds: number;
  readonly shape: OscillatorType;
}

const chime: readonly Tone[] = [
  { at: 0, hertz: 660, seconds: 0.5, shape: 'sine' },
  { at: 0.25, hertz: 880, seconds: 0.8, shape: 'sine' },
];
const bell: readonly Tone[] = [
  { at: 0, hertz: 1_046, seconds: 1.2, shape: 'triangle' },
  { at: 0, hertz: 2_093, seconds: 0.6, shape: 'sine' },
];
const horn: readonly Tone[] = [
  { at: 0, hertz: 220, seconds: 0.5, shape: 'sawtooth' },
  { at: 0, hertz: 277, seconds: 0.5, shape: 'sawtooth' },
];
const builtIn: Readonly<Record<string, readonly Tone[]>> = { chime, bell, horn };
/** From one playing to the next. */
const apartSeconds = 1.5;

export interface SoundPlayer {
  readonly play: (sound: string, times: number) => void;
  /** The browser plays nothing until somebody has pressed something. */
  readonly blocked: () => boolean;
  /** Called from a press: from then on sounds are heard. */
  readonly allow: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

export interface SoundPlayerDeps {
  readonly context: () => AudioContext;
  /** Bytes of an uploaded sound. */
  readonly read: (media: string) => Promise<ArrayBuffer>;
}

export const createSoundPlayer = ({ context, read }: SoundPlayerDeps): SoundPlayer => {
  let audio: AudioContext | null = null;
  let isBlocked = false;
  const listeners = new Set<() => void>();
  const uploads = new Map<string, Promise<AudioBuffer>>();

  const tell = (blocked: boolean): void => {
    if (isBlocked === blocked) return;
    isBlocked = blocked;
    for (const listener of listeners) listener();
  };

  const playTones = (on: AudioContext, tones: readonly Tone[], from: number): void => {
    for (const { at, hertz, seconds, shape } of tones) {
      const tone = on.createOscillator();
      const loudness = on.createGain();
      tone.type = shape;
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(0.25, from + at);
      loudness.gain.exponentialRampToValueAtTime(0.001, from + at + seconds);
      tone.connect(loudness).connect(on.destination);
      tone.start(from + at);
      tone.stop(from + at + seconds);
    }
  };

  const playUpload = async (on: AudioContext, media: string, times: number): Promise<void> => {
    const found = uploads.get(media) ?? read(media).then((bytes) => on.decodeAudioData(bytes));
    uploads.set(media, found);
    const buffer = await found;
    for (let i = 0; i < times; i += 1) {
      const source = on.createBufferSource();
      source.buffer = buffer;
      source.connect(on.destination);
      source.start(on.currentTime + i * (buffer.duration + 0.2));
    }
  };

  const run = async (sound: string, times: number): Promise<void> => {
    audio ??= context();
    const on = audio;
    if (on.state === 'suspended') {
      // Where it is not allowed the promise stays open: nobody waits for it.
      void on.resume().then(() => tell(false));
      tell(true);
      return;
    }
    const tones = builtIn[sound];
    if (tones !== undefined) {
      for (let i = 0; i < times; i += 1) playTones(on, tones, on.currentTime + i * apartSeconds);
      return;
    }
    await playUpload(on, sound, times).catch(() => {
      // An upload that is gone must not make an alarm silent.
      uploads.delete(sound);
      for (let i = 0; i < times; i += 1) playTones(on, chime, on.currentTime + i * apartSeconds);
    });
  };

  return {
    play: (sound, times) => void run(sound, times),
    blocked: () => isBlocked,
    allow: () => {
      audio ??= context();
      void audio.resume().then(() => tell(false));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => void audio?.close(),
  };
};
