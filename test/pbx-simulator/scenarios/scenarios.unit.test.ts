import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../../functions/domain/site-config.ts';
import { playScenario, recordTrace } from '../record/record-trace.ts';
import { scenarios } from './index.ts';

const startAt = Date.UTC(2026, 2, 2, 9);
/** Lines after the start-up's resync, as seconds and text without sequence number. */
const story = (name: string): string[] => {
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const lines = playScenario(scenario).filter((l) => l.direction === 'rx');
  const ready = lines.findLastIndex((l) => /^\d+,RD,[1-9]/.test(l.line));
  return lines.slice(ready + 1).map((l) => `${(l.at - startAt - 1000) / 1000} ${l.line.slice(4)}`);
};

describe('scenarios', () => {
  it('there is one for each situation of the call rules', () => {
    expect(Object.keys(scenarios).sort()).toEqual([
      'abandon-in-queue',
      'abandon-while-ringing',
      'account-code',
      'announcement-in-queue',
      'announcement-then-queue',
      'answered-inbound',
      'auto-attendant',
      'busy-and-failed',
      'conference',
      'deflect',
      'directory-changes',
      'do-not-disturb',
      'forward-immediate',
      'hold-and-retrieve',
      'hold-recall',
      'internal',
      'internal-unanswered',
      'no-answer-advance',
      'outbound',
      'outbound-unanswered',
      'overflow',
      'pickup',
      'queue-then-agent',
      'retrieve-elsewhere',
      'ring-all',
      'transfer-abandoned',
      'transfer-announced',
      'transfer-blind',
      'transfer-recall',
      'transfer-ringing',
      'transfer-to-group',
      'trunk-to-trunk',
      'voicemail',
      'wrap-up',
    ]);
  });

  it.each(Object.keys(scenarios))('%s plays through and leaves no call behind', (name) => {
    const scenario = scenarios[name];
    if (scenario === undefined) throw new Error(`no scenario ${name}`);
    expect(playScenario(scenario).length).toBeGreaterThan(60);
    expect(story(name).length).toBeGreaterThan(3);
  });

  it('overflow: DI 26 away from the group after 90 s, then the other group rings', () => {
    expect(story('overflow').slice(3, 8)).toEqual([
      '90 DI,,034,1F01,2000,2001,,N,26',
      '90 DI,,021,1F01,2000,2001,,C,26',
      '90 DE,,008,1F01,1011,,I,94101,|SMITH|,07700900123,|Reservations|,01632960100,E,2000,2000,,A,26,2001',
      '90 DE,,021,1F01,1011,,I,94101,|SMITH|,07700900123,|Reservations|,01632960100,E,2000,2000,,C,26,2001',
      '95 ES,,021,1F01,1011,,I,94101,07700900123,01632960100,E,2000,2000,C,35',
    ]);
  });

  it('recall: DI 27 and DE 27 at the transferrer, who is now the originally called', () => {
    expect(story('transfer-recall').slice(10, 14)).toEqual([
      '40 DI,,017,1F01,1031,1030,,N,27',
      '40 DI,,021,1F01,1031,1030,,C,27',
      '40 DE,,016,1F01,1030,,I,94101,|SMITH|,07700900123,|General manager|,01632960130,E,1030,1031,,A,27,',
      '40 DE,,021,1F01,1030,,I,94101,|SMITH|,07700900123,|General manager|,01632960130,E,1030,1031,,C,27,',
    ]);
  });
});

describe('recorded traces', () => {
  it('begin with a header the site configuration accepts, then messages with instants', () => {
    const scenario = scenarios['answered-inbound'];
    if (scenario === undefined) throw new Error('no scenario');
    const [header = '', first = '', , third = '', ...rest] = recordTrace(scenario);
    const parsed: unknown = JSON.parse(header);
    expect(parsed).toMatchObject({
      trace: 1,
      protocol: 'oai',
      link: 'scenario-answered-inbound',
      site: { id: 'harbour', timeZone: 'Europe/London' },
    });
    expect(siteConfigSchema.safeParse((parsed as { site: unknown }).site).success).toBe(true);
    expect(first).toBe('{"at":"2026-03-02T09:00:00.000Z","rx":"000,RS,0,09:00,030226,V10.10,V4.0.3.91,3,1,0,3,1"}');
    expect(third).toBe('{"at":"2026-03-02T09:00:00.000Z","tx":"_NA,1,1"}');
    expect(rest.at(-1)).toMatch(/"rx":"089,SMR,,040,1,\|IN {2}1030 {2}94101 07700900123 +09:00 00:01:06 \$00\.00\|"\}$/);
    expect(rest.at(-2)).toBe('{"at":"2026-03-02T09:01:07.000Z","rx":"088,XC,,016,1F01,1030,94101,N,36"}');
  });

  it('are the same bytes for the same seed, and stretch with the time scale', () => {
    const scenario = scenarios['ring-all'];
    if (scenario === undefined) throw new Error('no scenario');
    expect(recordTrace(scenario, { seed: 3 })).toEqual(recordTrace(scenario, { seed: 3 }));
    expect(recordTrace(scenario, { timeScale: 0.1 }).at(-1)).toMatch(/^\{"at":"2026-03-02T09:00:04\.100Z"/);
  });
});
