import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const binaries = '/usr/lib/postgresql/15/bin';
export const isInstalled = (): boolean => existsSync(join(binaries, 'postgres'));
/** Debian's package, as root. It makes a cluster of its own, which is not used. @returns false where there is no such package. */
export const install = (): boolean => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql-15'], { stdio: 'ignore', env });
  return isInstalled();
};

/** The server refuses to run as root: there it runs as the package's user. */
const owner = (): { readonly uid: number; readonly gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
};

const mebibytes = (share: number): string => `${Math.floor((totalmem() * share) / 2 ** 20)}MB`;
/** For a machine that does nothing else: a quarter of the memory as its cache, both cores for one question. */
export const settings: Readonly<Record<string, string>> = {
  shared_buffers: mebibytes(0.25),
  effective_cache_size: mebibytes(0.75),
  work_mem: '256MB',
  maintenance_work_mem: '1GB',
  max_parallel_workers_per_gather: '2',
  max_parallel_workers: '2',
  random_page_cost: '1.1',
  max_wal_size: '8GB',
};

export interface Cluster {
  /** Where the server can read files. */
  readonly folder: string;
  /** Runs SQL with psql. @returns what it printed; @throws with what it complained about. */
  readonly psql: (sql: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('exit', () => resolve()));

/** A server of our own in a folder, on a socket in it and no port; `close` stops it and deletes everything. */
export const startCluster = async (folder: string): Promise<Cluster> => {
  const user = owner();
  const as = user ?? {};
  mkdirSync(folder, { recursive: true });
  if (user !== null) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const made = spawnSync(join(binaries, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '--locale=C.UTF-8', '--no-sync'], {
    ...as,
    encoding: 'utf8',
    cwd: folder,
  });
  if (made.status !== 0) throw new Error(`initdb in ${folder} failed: ${made.stderr}`);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses=', ...options], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  });
  const stopped = ended(server);
  const close = async (): Promise<void> => {
    server.kill('SIGINT');
    await stopped;
    await rm(folder, { recursive: true, force: true });
  };
  const psql: Cluster['psql'] = async (sql) => {
    const child = spawn(join(binaries, 'psql'), ['-h', folder, '-U', 'bench', '-d', 'postgres', '-X', '-q', '-v', 'ON_ERROR_STOP=1'], {
      cwd: folder,
    });
    let printed = '';
    let complaints = '';
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      complaints += text.toString();
    });
    child.stdin.end(sql);
    const status = await new Promise((resolve) => child.once('close', resolve));
    if (status !== 0) throw new Error(`psql: ${complaints}`);
    return printed;
  };
  const ready = (): boolean => spawnSync(join(binaries, 'pg_isready'), ['-h', folder, '-q']).status === 0;
  for (let attempt = 0; !ready(); attempt += 1) {
    if (attempt === 100 || server.exitCode !== null) {
      await close();
      throw new Error(`PostgreSQL did not start in ${folder}`);
    }
    await pause(200);
  }
  return { folder, psql, close };
};
