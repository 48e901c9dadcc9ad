import { describe, expect, it } from 'vitest';
import { vendorLines } from './fixtures/vendor-lines.ts';
import { createOaiTranslator } from './translator.ts';

const monitored = '500,CF,_MS,1,0,3,000100,100,000101,101,000105,105,A:00FC';

/** The one event a line alone gives. */
const eventOf = (line: string): unknown => {
  const translator = createOaiTranslator({ devices: [] });
  translator.line(1000, monitored);
  const events = translator.line(5000, line);
  expect(events).toHaveLength(1);
  return events[0]?.event;
};

const blankAlerting = {
  outsideNumber: null,
  deviceType: 'internal',
  callerName: null,
  callerNumber: null,
  trunkName: null,
  trunkNumber: null,
  callingType: 'internal',
  lastRedirection: null,
  accountCode: null,
  huntGroup: null,
};

describe('call lines', () => {
  it('SI: callback prompt', () => {
    expect(eventOf(vendorLines.initiatedByCallback)).toEqual({
      kind: 'initiated',
      v: 1,
      at: 5000,
      node: '1',
      resync: null,
      callId: '1F01',
      monitored: '101',
      connection: 'initiated',
      cause: 4,
      device: '1001',
      callbackTarget: '1002',
    });
  });

  it('OR: internal, inbound, with account code', () => {
    expect(eventOf(vendorLines.originatedInternal)).toMatchObject({
      kind: 'originated',
      callId: '744',
      device: '100',
      trunk: null,
      callingType: 'internal',
      dialled: '101',
      accountCode: null,
      connection: 'connected',
      cause: 22,
    });
    expect(eventOf(vendorLines.originatedInbound)).toMatchObject({
      device: '97061',
      callerNumber: '6025551212',
      callingType: 'external',
      dialled: '8002225555',
    });
    expect(eventOf(vendorLines.originatedWithAccount)).toMatchObject({ dialled: '9619000', accountCode: '1234', cause: 22 });
  });

  it('OR with a comma missing: the connection state is not taken for an account code', () => {
    expect(eventOf(vendorLines.originatedCommaMissing)).toMatchObject({
      device: '100',
      dialled: '92000',
      accountCode: null,
      connection: null,
      cause: null,
    });
  });

  it('NT: the trunk and the digits', () => {
    expect(eventOf(vendorLines.networkReached)).toMatchObject({
      kind: 'originated',
      device: null,
      trunk: '97061',
      dialled: '9619000',
      connection: 'alerting',
      monitored: null,
    });
  });

  it('DE: old form, blank group, trunk alerted', () => {
    expect(eventOf(vendorLines.deliveredWithoutGroup)).toEqual({
      kind: 'ringing',
      v: 1,
      at: 5000,
      node: '1',
      resync: null,
      callId: '744',
      monitored: '105',
      connection: 'alerting',
      cause: 22,
      ...blankAlerting,
      device: '105',
      callingDevice: '97061',
      callerNumber: '6025551212',
      trunkNumber: '8002225555',
      callingType: 'external',
      originallyCalled: '105',
    });
    expect(eventOf(vendorLines.deliveredBlankGroup)).toMatchObject({ ...blankAlerting, device: '101', callingDevice: '105', cause: 22 });
    expect(eventOf(vendorLines.deliveredAtTrunk)).toMatchObject({
      device: '97061',
      outsideNumber: '9619000',
      deviceType: 'external',
      callingDevice: '100',
      originallyCalled: '9619000',
    });
  });

  it('DE with group, name and comma in the name', () => {
    expect(eventOf('003,DE,,000101,1F01,1001,,I,94101,|SMITH, Ann|,07700900123,|Sales|,01632960000,E,2000,,,A,22,2000')).toMatchObject({
      callerName: 'SMITH, Ann',
      trunkName: 'Sales',
      trunkNumber: '01632960000',
      huntGroup: '2000',
      cause: 22,
    });
  });

  it('DE with a comma too many: nothing behind the shift is read', () => {
    expect(eventOf(vendorLines.deliveredCommaTooMany)).toMatchObject({
      callId: '245',
      device: '101',
      callingDevice: '100',
      originallyCalled: null,
      lastRedirection: null,
      accountCode: null,
      huntGroup: null,
      connection: null,
      cause: null,
    });
  });

  it('DE longer than its table: group, cause and connection state are ignored, the rest stands', () => {
    const line = '003,DE,,000101,1F01,1001,,I,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,,A,22,2000,9';
    expect(eventOf(line)).toMatchObject({ callerName: 'SMITH', originallyCalled: '2000', huntGroup: null, cause: null, connection: null });
    expect(eventOf(line.replace(/9$/, ''))).toMatchObject({ huntGroup: '2000', cause: 22, connection: 'alerting' });
  });

  it('OF: as DE', () => {
    expect(eventOf(vendorLines.offered)).toMatchObject({ kind: 'offered', device: '101', callingDevice: '100', cause: 40 });
  });

  it('ES: parties, spaces, any cause', () => {
    expect(eventOf(vendorLines.establishedInbound)).toMatchObject({
      kind: 'answered',
      device: '105',
      deviceType: 'internal',
      callingDevice: '97061',
      callerNumber: '6025551212',
      trunkNumber: '80022255555',
      callingType: 'external',
      originallyCalled: '105',
      connection: 'connected',
      cause: 35,
    });
    expect(eventOf(vendorLines.establishedAtTrunk)).toMatchObject({
      device: '94162',
      outsideNumber: '9610756',
      deviceType: 'external',
      lastRedirection: '1000',
    });
    expect(eventOf(vendorLines.establishedSpace)).toMatchObject({ connection: 'connected', cause: 35 });
    expect(eventOf(vendorLines.establishedBarForI)).toMatchObject({
      callId: '2001',
      device: '101',
      resync: '245',
      deviceType: null,
      callingDevice: null,
      trunkNumber: null,
      cause: null,
    });
  });

  it('HE and RE: cause stands before the parties of RE', () => {
    expect(eventOf(vendorLines.held)).toMatchObject({ kind: 'held', device: '100', connection: 'held', cause: 38 });
    expect(eventOf(vendorLines.retrieved)).toMatchObject({
      kind: 'retrieved',
      callId: '0014',
      device: '105',
      connection: 'connected',
      cause: 35,
      otherDevice: '101',
      callingType: 'internal',
    });
  });

  it('QU: the shape of the examples and the shape of the syntax', () => {
    const queued = {
      kind: 'queued',
      callId: '18532',
      device: '273',
      callingDevice: '97061',
      callerNumber: '6025551212',
      trunkNumber: '8002225555',
      callingType: 'external',
      originallyCalled: '273',
      position: 1,
      connection: 'queued',
      cause: 23,
    };
    expect(eventOf(vendorLines.queuedTwenty)).toMatchObject(queued);
    expect(eventOf('001,QU,,000273,18532,273,97061,,6025551212,,8002225555,E,273,,1,,Q,23')).toMatchObject(queued);
  });

  it('QU: a caller named E is no party type', () => {
    expect(eventOf('001,QU,,000273,18532,273,97061,|E|,6025551212,,8002225555,E,273,,2,,Q,23')).toMatchObject({
      callingDevice: '97061',
      callerName: 'E',
      position: 2,
      cause: 23,
    });
  });

  it('DI: leading zero in the cause', () => {
    expect(eventOf(vendorLines.diverted)).toMatchObject({
      kind: 'diverted',
      device: '101',
      newDestination: '102',
      connection: 'null',
      cause: 8,
    });
  });

  it('TR: the three copies', () => {
    const common = { kind: 'transferred', callId: '18532', device: '100', transferredDevice: '101', destination: '102', cause: 32 };
    expect(eventOf(vendorLines.transferredFromTransferrer)).toMatchObject({ ...common, announcementCallId: '@002', connection: 'null' });
    expect(eventOf(vendorLines.transferredFromTransferred)).toMatchObject({ ...common, announcementCallId: null, connection: 'connected' });
    expect(eventOf(vendorLines.transferredFromDestination)).toMatchObject({
      ...common,
      announcementCallId: '@002',
      connection: 'alerting',
    });
  });

  it('CO: members with their calls', () => {
    expect(eventOf(vendorLines.conferenced)).toMatchObject({
      kind: 'conferenced',
      callId: '222',
      device: '100',
      primaryCallId: '222',
      secondaryCallId: '223',
      controller: '100',
      members: [
        { device: '100', callId: '224' },
        { device: '101', callId: '222' },
        { device: '102', callId: '223' },
      ],
      connection: 'connected',
      cause: 41,
    });
    expect(eventOf(vendorLines.conferencedThird)).toMatchObject({ callId: '223', device: '102', secondaryCallId: null });
  });

  it('takes fields that damage ran together for no node and no number', () => {
    expect(eventOf('001,OR,,097061,7|44,97061,6025551212,E,8002225555,:C,22')).toMatchObject({ kind: 'originated', node: '1' });
    const long = '9'.repeat(65);
    expect(eventOf(`001,OR,,000010,${long},1001,,I,1002,,C,22`)).toMatchObject({
      kind: 'unrecognised',
      reason: 'OR: callId is longer than it can be',
    });
    expect(eventOf(`001,LS,,${long},1,0`)).toMatchObject({ kind: 'unrecognised' });
  });

  it('FA: at a device; without a call id it belongs to no call', () => {
    expect(eventOf(vendorLines.failedDnd)).toMatchObject({
      kind: 'failed',
      callId: '301',
      device: '1001',
      connection: 'failed',
      cause: 14,
    });
    expect(eventOf(vendorLines.failedWithoutCall)).toMatchObject({ kind: 'unrecognised', reason: 'FA: no call id' });
  });

  it('XC and CC', () => {
    expect(eventOf(vendorLines.clearedOther)).toMatchObject({ kind: 'partyCleared', device: '100', connection: null, cause: 36 });
    expect(eventOf(vendorLines.clearedOwn)).toMatchObject({ device: '101', terminatingDevice: '100', connection: 'null', cause: 36 });
    expect(eventOf(vendorLines.clearedLonger)).toMatchObject({ callId: '1F01', device: '1002', connection: null, cause: null });
    expect(eventOf(vendorLines.callCleared)).toMatchObject({
      kind: 'callCleared',
      callId: '561',
      cause: 36,
      transferredCallId: '560',
      transferDestination: '106',
    });
  });

  it('CI: account code', () => {
    expect(eventOf(vendorLines.callInfo)).toMatchObject({ kind: 'callInfo', callId: '037', device: '100', accountCode: '12345' });
  });

  it('extended extensions carry their node', () => {
    expect(eventOf('001,HE,,000101,1F01,2:1001,H,42')).toMatchObject({ node: '2', device: '1001' });
  });
});

describe('other lines', () => {
  it('agents', () => {
    expect(eventOf(vendorLines.loggedOn)).toMatchObject({
      kind: 'agentState',
      state: 'loggedOn',
      extension: '105',
      agent: '2003',
      name: 'Jones, Bob',
      huntGroup: '237',
      monitored: '105',
    });
    expect(eventOf(vendorLines.loggedOffReal)).toMatchObject({ state: 'loggedOff', extension: '1014', agent: '5485', huntGroup: '2004' });
    expect(eventOf(vendorLines.ready)).toMatchObject({ state: 'ready', agent: '2003', huntGroup: null });
    expect(eventOf(vendorLines.notReady)).toMatchObject({ state: 'notReady' });
    expect(eventOf(vendorLines.workNotReady)).toMatchObject({ state: 'wrapUp' });
  });

  it('features', () => {
    expect(eventOf(vendorLines.dndOn)).toMatchObject({ kind: 'dnd', device: '105', message: 'OUT TO LUNCH', text: 'UNTIL 1PM' });
    expect(eventOf(vendorLines.dndOff)).toMatchObject({ device: '1000', message: null, text: null, resync: '245' });
    expect(eventOf(vendorLines.dndCommaBeforeBarMissing)).toMatchObject({ device: '105', message: 'OUT TO LUNCH' });
    expect(eventOf(vendorLines.forwarded)).toMatchObject({ kind: 'forward', destination: '97061', outsideNumber: '9619000', type: 'busy' });
    expect(eventOf(vendorLines.forwardOff)).toMatchObject({ type: 'none' });
    expect(eventOf(vendorLines.messageWaiting)).toMatchObject({ kind: 'messageWaiting', device: '105', from: '106', count: 1, on: true });
    expect(eventOf(vendorLines.offline)).toMatchObject({ kind: 'deviceState', device: '1001', state: 'offline', deviceType: '0' });
  });

  it('system', () => {
    expect(eventOf(vendorLines.alarm)).toMatchObject({
      kind: 'alarm',
      systemId: '1',
      device: '12345',
      number: 10,
      uniqueId: '2',
      cleared: false,
    });
    expect(eventOf(vendorLines.alarmCleared)).toMatchObject({ number: 0, cleared: true, device: null });
    expect(eventOf('001,LS,,2,0,4')).toMatchObject({ kind: 'nodeLink', node: '2', affectedNode: '2', state: 'down', reason: '4' });
    expect(eventOf(vendorLines.databaseStation)).toMatchObject({
      kind: 'directoryChanged',
      complete: false,
      change: 'station 1000',
      removed: [],
    });
    expect(eventOf(vendorLines.extensionChange)).toMatchObject({ change: 'extension 1000 became 1001', removed: ['1000'] });
    expect(eventOf('001,ME,,000105,36')).toMatchObject({ kind: 'deviceState', device: '105', state: 'monitorEnded' });
    expect(eventOf(vendorLines.portsExceeded)).toMatchObject({ kind: 'linkState', state: 'portsFull' });
  });

  it('lines no rule uses are information, with their fields by name', () => {
    expect(eventOf(vendorLines.callback)).toMatchObject({
      kind: 'information',
      code: 'CB',
      device: '100',
      fields: { on: '1', device: '100', target: '101', user: 'USER101', description: '101Description' },
    });
    expect(eventOf(vendorLines.feature)).toMatchObject({ code: 'FE', device: '1001', fields: { device: '1001', feature: '0006008' } });
    expect(eventOf(vendorLines.connectionState)).toMatchObject({
      code: 'CS',
      fields: { connection: '5', state: '1', previousNode: '6', currentNode: '7' },
    });
    expect(eventOf(vendorLines.nightMode)).toMatchObject({ code: 'NM', node: '1', fields: { node: '1', night: '1' } });
    expect(eventOf(vendorLines.general)).toMatchObject({ code: 'GI', device: '1000', callId: '4101' });
    expect(eventOf(vendorLines.monitorEnded)).toMatchObject({ code: 'ME', fields: { xref: '001', cause: '36' } });
    for (const line of [vendorLines.mute, vendorLines.offeringEnded, vendorLines.display, vendorLines.displayEntered])
      expect(eventOf(line)).toMatchObject({ kind: 'information' });
  });

  it('ET: the known extension tells the order', () => {
    const translator = createOaiTranslator({ devices: [{ number: '1000', node: null, type: 'extension' }] });
    const told = { kind: 'information', code: 'ET', device: '1000', callId: '@001' };
    expect(translator.line(1, '001,ET,,000100,@001,1000,300')[0]?.event).toMatchObject(told);
    expect(translator.line(1, '002,ET,,000100,1000,@001,300')[0]?.event).toMatchObject(told);
  });
});

describe('lines that give no event', () => {
  it.each([
    [vendorLines.deliveredCommaAfterXrefMissing, 'DE: no alerted device'],
    [vendorLines.deliveredDeviceMissing, 'DE: no alerted device'],
    [vendorLines.dndResyncMissing, 'resync code <MON105> is not a number'],
    [vendorLines.callInfoResyncMissing, 'resync code 001002 is not a number'],
    [vendorLines.forwardWithoutDevice, 'FW: no device'],
    [vendorLines.alarmFieldMissing, 'AG: no alarm number'],
    ['001,ES,,000101,,101,,I,100,,,I,101,,C,35', 'ES: no call id'],
    ['001,XC,,000101,245,,100,N,36', 'XC: no cleared device'],
    ['004,ER,,000100,245,101,,I,100,,,I,101,,C,35', 'unknown event code ER'],
    ['001,CO,,000100,100,222,223,100,x,100,224', 'CO: no count of members'],
    ['', 'no event code'],
    ['hello', 'no sequence number'],
  ])('%s', (line, reason) => {
    expect(eventOf(line)).toMatchObject({ kind: 'unrecognised', raw: line, reason });
  });

  it('cuts a line that is no line', () => {
    expect(eventOf(`001,DE,,000101,${'x'.repeat(10_000)}`)).toMatchObject({
      kind: 'unrecognised',
      reason: 'DE: longer than any event line (cut from 10015 characters)',
    });
  });
});
