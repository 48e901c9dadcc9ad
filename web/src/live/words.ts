import type { LiveAgent, LiveCall, LiveExtension } from '../../../functions/domain/live.ts';
import type { IconName } from '../ui/icons.tsx';

interface Shown {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: string;
}

export const callStates: Readonly<Record<LiveCall['state'], Shown>> = {
  dialling: { word: 'Dialling', icon: 'dialling', tone: 'quiet' },
  queued: { word: 'Waiting', icon: 'queued', tone: 'warn' },
  ringing: { word: 'Ringing', icon: 'ringing', tone: 'ring' },
  connected: { word: 'Connected', icon: 'connected', tone: 'busy' },
  held: { word: 'On hold', icon: 'held', tone: 'held' },
  failed: { word: 'Failed', icon: 'failed', tone: 'bad' },
};

export const agentStates: Readonly<Record<LiveAgent['state'], Shown>> = {
  loggedOut: { word: 'Logged out', icon: 'offline', tone: 'quiet' },
  free: { word: 'Free', icon: 'free', tone: 'good' },
  ringing: { word: 'Ringing', icon: 'ringing', tone: 'ring' },
  busy: { word: 'Busy', icon: 'connected', tone: 'busy' },
  dnd: { word: 'Do not disturb', icon: 'dnd', tone: 'bad' },
  wrap: { word: 'Wrap-up', icon: 'wrap', tone: 'wrap' },
};

export const extensionStates: Readonly<Record<LiveExtension['state'], Shown>> = {
  idle: { word: 'Idle', icon: 'idle', tone: 'quiet' },
  ringing: { word: 'Ringing', icon: 'ringing', tone: 'ring' },
  busy: { word: 'Busy', icon: 'connected', tone: 'busy' },
  held: { word: 'On hold', icon: 'held', tone: 'held' },
  offline: { word: 'Offline', icon: 'offline', tone: 'quiet' },
};
