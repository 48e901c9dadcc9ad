import { bars } from '../../pbx/call-fields.ts';
import type { Device } from '../../pbx/model.ts';
import type { PortContext } from '../port-state.ts';
import { ksuVersions } from '../version.ts';

/** One entity of a list: its key, and its fields by rising bit of the mask. */
export interface ListEntity {
  readonly node: string;
  readonly key: string;
  readonly fields: readonly string[];
}

/** Features the PBX offers, as code, logical number, name. */
const features: readonly [string, number, string][] = [
  ['372', 2, 'DO NOT DISTURB'],
  ['324', 5, 'HUNT GROUP REMOVE/REPLACE'],
  ['355', 6, 'CALL FORWARD ALL'],
  ['356', 7, 'CALL FORWARD NO ANSWER'],
  ['328', 18, 'ACD AGENT LOGIN/LOGOUT'],
  ['370', 40, 'DO-NOT-DISTURB CANCEL'],
];

const names = (d: Device): string[] => [bars(d.name), bars(d.description)];

/** Everything of a `_QX` list; null for a list this PBX does not keep. Lists it keeps empty are empty. */
export const listEntities = (port: PortContext, list: number): ListEntity[] | null => {
  const { pbx, settings } = port;
  const { directory, profile } = pbx;
  const first = profile.nodes[0]?.id ?? '1';
  const voicemail = directory.applications.find((a) => a.role === 'voicemail')?.number ?? '';
  const of = (d: Device, fields: string[]): ListEntity => ({ node: d.node, key: port.text(d), fields });
  switch (list) {
    case 1:
      return directory.stations.map((s) =>
        of(s, [
          ...names(s),
          '',
          '0',
          '0',
          '0000',
          '0000',
          s.hasMailbox ? voicemail : '',
          String(s.deviceType),
          s.hasMailbox ? s.node : '0',
          '64',
        ]),
      );
    case 2:
      return directory.trunks.map((t) => of(t, [...names(t), '6']));
    case 3:
      return directory.groups.map((g) => of(g, [...names(g), String(g.groupType), String(g.members.length), '0']));
    case 4:
      return profile.nodes.map((n) => {
        const members = directory.trunks.filter((t) => t.node === n.id).length;
        return { node: n.id, key: `9200${n.id}`, fields: ['|Trunks|', '|All lines|', String(members)] };
      });
    case 5:
    case 6:
    case 7:
    case 11:
    case 13:
    case 14:
    case 16:
    case 20:
    case 22:
      return [];
    case 8:
      return features.map(([code, number, name]) => ({ node: first, key: code, fields: [String(number), bars(name), '0', '1', '0', '1'] }));
    case 9:
      return profile.callers
        .slice(0, 10)
        .map((c, i) => ({ node: first, key: String(i).padStart(3, '0'), fields: [`9${c.number}`, bars(c.name)] }));
    case 10:
      return profile.nodes.flatMap((n) => profile.dndMessages.map((m, i) => ({ node: n.id, key: String(i + 1), fields: [bars(m)] })));
    case 12:
      return directory.applications.map((a) => of(a, [...names(a), String(a.applicationType)]));
    case 15:
      return directory.stations
        .filter((s) => s.node !== first)
        .map((s) => ({ node: first, key: `${s.node}:${s.number}`, fields: ['9', ...names(s), '0'] }));
    case 17:
      return directory.agents.map((a) => of(a, [bars(a.description)]));
    case 18:
      return profile.nodes.map((n) => ({
        node: n.id,
        key: n.id,
        fields: [
          bars(n.description),
          profile.nodes.length > 1 ? '1' : '0',
          settings.version,
          ksuVersions[settings.version],
          '3',
          '3',
          '1',
          '1',
          '4',
        ],
      }));
    case 19:
      return profile.nodes.map((n) => ({
        node: n.id,
        key: n.id,
        fields: [bars(n.description), '|127.0.0.1|', '4000', '||', '0', '1', '30', settings.version, ksuVersions[settings.version], '3'],
      }));
    case 21:
      return directory.stations.map((s) => {
        const [firstName = '', ...rest] = s.name.split(' ');
        return of(s, [bars(firstName), bars(rest.join(' ')), '', '', '', '']);
      });
    default:
      return null;
  }
};

/** Lists a gateway gathers from all nodes when no node is named; every other one comes from one node only. */
export const listsOfAllNodes: ReadonlySet<number> = new Set([1, 3, 5, 6, 12, 18]);
