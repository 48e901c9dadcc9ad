import { describe, expect, it } from 'vitest';
import { commandPayload, formatCommand, OaiCommandTextError } from './command-line.ts';
import { createFrameDecoder, encodeFrame, OaiFramingError } from './framing.ts';
import { decodeLatin1, encodeLatin1 } from './latin1.ts';
import { loginPayload } from './login.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const decode = (...chunks: Uint8Array[]): string[] => {
  const decoder = createFrameDecoder();
  const lines: string[] = [];
  for (const chunk of chunks) decoder.push(chunk, (payload) => lines.push(decodeLatin1(payload)));
  return lines;
};

describe('wire form', () => {
  it('writes the login as the manual prints it', () => {
    expect(hex(encodeFrame(loginPayload('', 'EdgeAgent')))).toBe('0c0000008700456467654167656e7400');
  });

  it('puts the password before the name', () => {
    expect(hex(loginPayload('12345678', 'A'))).toBe('873132333435363738004100');
  });

  it('ends a command with CR, counted in the length', () => {
    expect(hex(encodeFrame(commandPayload(formatCommand('_NO', 7, []))))).toBe('060000005f4e4f2c370d');
  });

  it('keeps blank fields of a command', () => {
    expect(formatCommand('_MS', 2, ['', '3', 'A:FFFF'])).toBe('_MS,2,,3,A:FFFF');
    expect(formatCommand('_RR', 9, [''])).toBe('_RR,9,');
  });

  it('refuses a field that would break the line', () => {
    expect(() => formatCommand('_SD', 1, ['100', 'a\rb'])).toThrow(OaiCommandTextError);
  });

  it('reads a length whose first byte is a line feed', () => {
    const payload = encodeLatin1('x'.repeat(0x0ac0));
    expect(hex(encodeFrame(payload).subarray(0, 4))).toBe('c00a0000');
    expect(decode(encodeFrame(payload))).toEqual(['x'.repeat(2752)]);
  });

  it('takes split, coalesced and empty frames', () => {
    const a = encodeFrame(encodeLatin1('000,RS\r\n'));
    const b = encodeFrame(new Uint8Array(0));
    const c = encodeFrame(encodeLatin1('Zoë'));
    const all = Buffer.concat([a, b, c]);
    expect(decode(all.subarray(0, 3), all.subarray(3, 5), all.subarray(5))).toEqual(['000,RS\r\n', '', 'Zoë']);
  });

  it('hands over what came before a frame above 1 MiB, then names the length', () => {
    const decoder = createFrameDecoder();
    const lines: string[] = [];
    const bytes = Buffer.concat([encodeFrame(encodeLatin1('ok')), Buffer.from([0x01, 0x00, 0x10, 0x00])]);
    let caught: unknown;
    try {
      decoder.push(bytes, (payload) => lines.push(decodeLatin1(payload)));
    } catch (error) {
      caught = error;
    }
    expect(lines).toEqual(['ok']);
    expect(caught).toBeInstanceOf(OaiFramingError);
    expect(caught).toMatchObject({ code: 'oai.frameTooLong', announcedBytes: 1_048_577 });
  });
});
