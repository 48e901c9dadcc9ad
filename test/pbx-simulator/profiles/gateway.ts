import type { PbxProfile } from '../pbx/profile.ts';

/** The same site with a second node behind a CT Gateway; two of its extensions repeat numbers of the first node. */
export const withSecondNode = (profile: PbxProfile): PbxProfile => {
  const repeated = profile.stations.slice(-2).map((s) => ({ ...s, name: `${s.name} (annexe)`, node: '2' }));
  const own = ['701', '702', '703', '704'].map((n, i) => ({
    number: `${profile.stations[0]?.number.length === 4 ? '1' : ''}${n}`,
    name: `Annexe ${i + 1}`,
    node: '2',
  }));
  const trunks = ['95101', '95102'].map((number, i) => ({ number, name: `Annexe line ${i + 1}`, node: '2' }));
  return {
    ...profile,
    nodes: [...profile.nodes, { id: '2', description: 'Annexe' }],
    stations: [...profile.stations, ...repeated, ...own],
    trunks: [...profile.trunks, ...trunks],
  };
};
