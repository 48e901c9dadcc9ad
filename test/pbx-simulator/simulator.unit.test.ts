import { describe, expect, it } from 'vitest';
import { createPbx } from './pbx/pbx.ts';
import { harbourProfile } from './profiles/harbour.ts';
import { createLoadProfile } from './profiles/load.ts';
import { millProfile } from './profiles/mill.ts';
import { profileSiteConfig } from './profiles/site-config.ts';
import { createRandom } from './random.ts';
import { createPbxSimulator } from './simulator.ts';
import { createLoadDriver } from './traffic/load-driver.ts';
import { createTraffic } from './traffic/traffic.ts';
import { createVirtualClock } from './virtual-clock.ts';

const startAt = Date.UTC(2026, 2, 2, 9);

describe('demo traffic', () => {
  it.each([
    ['harbour', harbourProfile, 320],
    ['mill', millProfile, 280],
  ] as const)('%s looks alive at once and keeps 3 to 15 calls going at any time', (_, profile, callsPerHour) => {
    const clock = createVirtualClock(startAt);
    const pbx = createPbx({ profile, clock, random: createRandom('demo') });
    createTraffic(pbx, createRandom('people'), { callsPerHour, warmStart: 6 }).start();
    clock.runUntil(startAt + 5_000);
    expect(pbx.calls.size).toBeGreaterThanOrEqual(5);
    expect(pbx.directory.agents.every((a) => a.station !== null)).toBe(true);
    const counts: number[] = [];
    for (let minute = 5; minute <= 240; minute += 1) {
      clock.runUntil(startAt + minute * 60_000);
      counts.push(pbx.calls.size);
    }
    const usual = counts.filter((n) => n >= 3 && n <= 15).length / counts.length;
    expect(usual).toBeGreaterThan(0.9);
    expect(pbx.directory.groups.every((g) => g.queue.length <= 8)).toBe(true);
  });

  it('follows the hours of the machine it runs on when asked for, and stops when stopped', async () => {
    const simulator = createPbxSimulator({ speed: 1000, traffic: { callsPerHour: 300, day: 'flat', warmStart: 3 } });
    await simulator.start();
    await new Promise((r) => setTimeout(r, 50));
    expect(simulator.stats.callsInProgress).toBeGreaterThan(0);
    await simulator.stop();
    const offered = simulator.stats.callsOffered;
    await new Promise((r) => setTimeout(r, 20));
    expect(simulator.stats.callsOffered).toBe(offered);
  });
});

describe('load driver', () => {
  it('raises the lines a second it was asked for', () => {
    const clock = createVirtualClock(startAt);
    const pbx = createPbx({ profile: createLoadProfile({ agents: 40, trunks: 40, groups: 2 }), clock, random: createRandom(1) });
    const driver = createLoadDriver(pbx, { eventsPerSecond: 175 });
    driver.start();
    clock.runUntil(startAt + 60_000);
    driver.stop();
    expect(driver.stats.lines).toBeGreaterThanOrEqual(175 * 60);
    expect(driver.stats.lines).toBeLessThan(175 * 60 + 20);
  });
});

describe('site configuration of a profile', () => {
  it('has the flags a first import sets', () => {
    const site = profileSiteConfig('harbour');
    const device = (number: string) => site.devices.find((d) => d.number === number);
    expect(device('2510')).toMatchObject({ type: 'application', notAnswering: true, notRung: true });
    expect(device('2500')).toMatchObject({ type: 'application', notAnswering: false, notRung: false });
    expect(device('2000')).toMatchObject({ type: 'huntGroup', name: 'Reservations', resetsTimers: true });
    expect(site.dialPlan).toMatchObject({ outsideLine: '9', outboundPrefixes: ['9'], maxExtensionLength: 4 });
    expect(site.users.find((u) => u.id === 'harbour-1001')).toMatchObject({
      name: 'Alice Marsh',
      extensions: [{ number: '1001' }],
      agents: [{ number: '5001' }],
    });
    expect(() => profileSiteConfig('nowhere')).toThrow('simulator profile "nowhere" does not exist: use harbour or mill');
  });

  it('uses only numbers kept for fiction', () => {
    for (const profile of [harbourProfile, millProfile]) {
      const numbers = [...profile.ddis, ...profile.callers].map((d) => d.number);
      expect(numbers.filter((n) => !/^(01632960|07700900|02079460)\d{3}$/.test(n))).toEqual([]);
    }
  });
});
