/** Protocol versions the simulator can speak, with the PBX software each was seen or printed with. */
export const ksuVersions = {
  'V06.00': 'V6.000',
  'V08.20': 'V8.200',
  'V09.00': 'V9.000',
  'V10.10': 'V4.0.3.91',
  'V10.20': 'V6.0.11.113',
} as const;

export type ProtocolVersion = keyof typeof ksuVersions;

/** `V08.20` → 820, for comparisons. */
export const versionNumber = (version: ProtocolVersion): number => Number(version.slice(1, 3)) * 100 + Number(version.slice(4));

export interface Masks {
  readonly A: number;
  readonly C: number;
  readonly F: number;
  readonly S: number;
}

/** What the PBX grants when everything is asked for. V10 as captured; before it the feature and call masks are narrower. */
export const supportedMasks = (version: ProtocolVersion): Masks =>
  versionNumber(version) >= 1000
    ? { A: 0x00fc, C: 0xfffe, F: 0x1fff, S: 0x00fe }
    : { A: 0x00fc, C: 0xfffc, F: 0x0fff, S: versionNumber(version) >= 900 ? 0x00fe : 0x00fc };

/** What a monitor gets when no filter is named. */
export const defaultMasks: Masks = { A: 0x00fc, C: 0xfffc, F: 0x00f0, S: 0x00fc };
