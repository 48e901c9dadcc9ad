import encodeQR from 'qr';

/** Modules that are on, as one path of unit squares; inline, as nothing may be loaded from elsewhere. */
const pathOf = (modules: readonly (readonly boolean[])[]): string =>
  modules.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('');

export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  return (
    <svg className="qr-code" viewBox={`0 0 ${modules.length} ${modules.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="qr-ground" width={modules.length} height={modules.length} />
      <path className="qr-dark" d={pathOf(modules)} />
    </svg>
  );
};
