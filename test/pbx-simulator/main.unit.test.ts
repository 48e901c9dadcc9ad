import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { connectRaw, oaiLogin } from './testing/raw-client.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const run = (...args: string[]) => spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

const firstLine = (stream: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    stream.on('end', () => resolve(text));
  });

it('as a process: one JSON line when it listens, traffic at once, ends on SIGTERM; a wrong option is named', async () => {
  const child = run('--profile', 'mill', '--rate', '400', '--speed', '20', '--password', 'pw');
  const wrong = run('--rate', 'many');
  const wrongSaid = firstLine(wrong.stderr);
  const ready: unknown = JSON.parse(await firstLine(child.stdout));
  expect(ready).toEqual({ ready: true, port: expect.any(Number) });
  const raw = await connectRaw((ready as { port: number }).port);
  raw.sendBytes(oaiLogin('pw', 'test'));
  raw.command('_MS,1,,4,C:FFFF');
  raw.command('_MS,2,,3,C:FFFF');
  const lines = await raw.waitFor(10);
  expect(lines[2]).toMatch(/^002,CF,_MS,1,0,8,001,94201,/);
  expect(lines.slice(4).join('')).toMatch(/,(DE|ES|OR|XC|QU|DI),,/);
  raw.close();
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  expect(await wrongSaid).toBe('--rate must be a number from 0 up, not "many"');
});
