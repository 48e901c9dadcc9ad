import { describe, expect, it } from 'vitest';
import { durationMs } from '../../../../functions/domain/ids.ts';
import { segmentFixture as segment } from './call-fixture.ts';
import { tellStory } from './story.ts';

const group = { huntGroup: '201', huntGroupName: 'Reservations' };
const texts = (...segments: Parameters<typeof tellStory>[0]) => tellStory(segments, null, 1_772_442_100_000).steps.map((step) => step.text);

describe('story of a call', () => {
  it('tells ring, answer, hold and transfer', () => {
    const ann = segment(
      1,
      { start: 0, answer: 12, end: 42, hold: 5 },
      { ...group, extension: '1201', extensionName: 'Ann', outcome: 'transferred', transferredTo: '1202', ddi: '01632555000' },
    );
    const bob = segment(2, { start: 40, answer: 42, end: 162 }, { extension: '1202', extensionName: 'Bob', transferredFrom: '1201' });
    const story = tellStory([bob, ann], null, 0);
    expect(story.opening).toBe('01632960123 called in on 01632555000.');
    expect(story.steps.map((step) => step.text)).toEqual([
      'rang Reservations 12 s, answered by Ann, talked 25 s, on hold 5 s, transferred to Bob',
      'rang Bob 2 s, answered by Bob, talked 2 min',
    ]);
    expect(story.ending).toBe('The call ended.');
  });

  it('gathers phones that rang beside the one that answered', () => {
    expect(
      texts(
        segment(1, { start: 0, end: 6 }, { ...group, extension: '1201', extensionName: 'Ann', outcome: 'refused' }),
        segment(2, { start: 0, answer: 6, end: 20 }, { ...group, extension: '1202', extensionName: 'Bob' }),
        segment(3, { start: 0, end: 6 }, { ...group, extension: '1203', extensionName: 'Cyd', outcome: 'refused' }),
      ),
    ).toEqual(['rang Reservations 6 s, answered by Bob, talked 14 s (2 other phones rang too)']);
  });

  it('tells waiting, moving on and hanging up', () => {
    expect(
      texts(
        segment(1, { start: 0, end: 30 }, { ...group, extension: '1201', extensionName: 'Ann', outcome: 'diverted' }),
        segment(2, { start: 30, end: 90 }, { ...group, outcome: 'lost' }),
      ),
    ).toEqual(['rang Reservations 30 s, last at Ann, no answer, moved on', 'waited in Reservations 1 min, the caller hung up']);
  });

  it('does not say that an attendant rang', () => {
    const welcome = { extension: '2510', extensionName: 'Welcome', ringMs: durationMs(0) } as const;
    expect(texts(segment(1, { start: 0, end: 8 }, { ...welcome, outcome: 'diverted' }))).toEqual(['was at Welcome 8 s, moved on']);
    expect(texts(segment(1, { start: 0, end: 8 }, { ...welcome, outcome: 'lost' }))).toEqual(['was at Welcome 8 s, the caller hung up']);
  });

  it('tells outbound and failed calls', () => {
    const out = { direction: 'out', extension: '1201', extensionName: 'Ann', contactName: 'Pier Taxis' } as const;
    expect(texts(segment(1, { start: 0, answer: 8, end: 68 }, out))).toEqual(['Ann called Pier Taxis, answered after 8 s, talked 1 min']);
    expect(texts(segment(1, { start: 0, end: 20 }, { ...out, outcome: 'unanswered' }))).toEqual([
      'Ann called Pier Taxis for 20 s, no answer',
    ]);
    expect(texts(segment(1, { start: 0, end: 4 }, { ...out, outcome: 'failed' }))).toEqual([
      'Ann could not reach Pier Taxis: the attempt failed',
    ]);
  });

  it('says what is still going on, and what was inferred', () => {
    const running = segment(1, { start: 0, answer: 5 }, { extension: '1201', extensionName: 'Ann', outcome: 'inProgress' });
    expect(tellStory([running], null, 0)).toMatchObject({
      steps: [{ text: 'rang Ann 5 s, answered by Ann, still connected' }],
      ending: null,
    });
    const lostSight = segment(1, { start: 0, answer: 5, end: 9 }, { extension: '1201', extensionName: 'Ann', endedBy: 'inferred' });
    expect(tellStory([lostSight], null, 0).ending).toBe('The end was not seen; it is taken to be the last sure sign of the call.');
  });
});
