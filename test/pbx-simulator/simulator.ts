import { type Clock, createScaledClock } from './clock.ts';
import type { PbxSettings } from './pbx/core.ts';
import { createPbx, type Pbx } from './pbx/pbx.ts';
import type { PbxProfile } from './pbx/profile.ts';
import { findProfile } from './profiles/find-profile.ts';
import { withSecondNode } from './profiles/gateway.ts';
import { createRandom } from './random.ts';
import { createLoadDriver } from './traffic/load-driver.ts';
import { createTraffic } from './traffic/traffic.ts';
import type { TrafficOptions } from './traffic/traffic-options.ts';
import type { Chunking } from './wire/chunked-writer.ts';
import type { PortSettings } from './wire/port-state.ts';
import { createTcpServer, type TcpStats } from './wire/tcp-server.ts';

export interface SimulatorOptions extends Partial<PortSettings> {
  /** 0 = any free port. */
  port?: number;
  host?: string;
  seed?: number | string;
  /** `harbour`, `mill`, or a profile of your own. */
  profile?: string | PbxProfile;
  password?: string;
  /** OAI clients at once; one more gets `PE`. */
  maxPorts?: number;
  chunking?: Chunking;
  /** Speed of the PBX's clock against the real one. */
  speed?: number;
  /** Instead of a clock at `speed`. */
  clock?: Clock;
  pbxSettings?: Partial<PbxSettings>;
  /** A business at work from `start` on; left out, nothing happens unless you operate `pbx`. */
  traffic?: Partial<TrafficOptions>;
  /** Instead: a steady rate of lines (PBX clock), for load. */
  eventsPerSecond?: number;
}

export interface PbxSimulator {
  /** The port listened on; 0 before `start`. */
  readonly port: number;
  readonly pbx: Pbx;
  /** @throws Error when the port is taken. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Cuts every connection, as a cable pulled; lines raised until a client is back are gone. */
  dropConnections(): void;
  readonly stats: TcpStats & { callsInProgress: number; callsOffered: number; callsBlocked: number };
}

/** A PBX on a TCP port of this machine, speaking System OAI. It works on its own with `traffic`, and does what you tell `pbx`. */
export const createPbxSimulator = (options: SimulatorOptions = {}): PbxSimulator => {
  const random = createRandom(options.seed ?? 1);
  const base = findProfile(options.profile ?? 'harbour');
  const profile = options.gateway === true && base.nodes.length === 1 ? withSecondNode(base) : base;
  const ownClock = options.clock === undefined ? createScaledClock(options.speed ?? 1) : null;
  const clock = options.clock ?? ownClock ?? createScaledClock();
  const pbx = createPbx({
    profile,
    clock,
    random: random.fork('pbx'),
    ...(options.pbxSettings === undefined ? {} : { settings: options.pbxSettings }),
  });
  const server = createTcpServer({
    pbx,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    password: options.password ?? '',
    maxPorts: options.maxPorts ?? 5,
    chunking: options.chunking ?? 'whole',
    random: random.fork('tcp'),
    settings: options,
    maxUnsentBytes: 16 * 1024 * 1024,
  });
  const traffic = options.traffic === undefined ? null : createTraffic(pbx, random.fork('traffic'), options.traffic);
  const load = options.eventsPerSecond === undefined ? null : createLoadDriver(pbx, { eventsPerSecond: options.eventsPerSecond });
  let port = 0;
  return {
    get port() {
      return port;
    },
    pbx,
    start: async () => {
      port = await server.listen();
      traffic?.start();
      load?.start();
    },
    stop: async () => {
      traffic?.stop();
      load?.stop();
      ownClock?.stop();
      await server.close();
    },
    dropConnections: () => server.dropConnections(),
    get stats() {
      return {
        ...server.stats,
        callsInProgress: pbx.calls.size,
        callsOffered: traffic?.stats.offered ?? 0,
        callsBlocked: traffic?.stats.blocked ?? 0,
      };
    },
  };
};
