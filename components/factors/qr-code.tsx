import { encode } from 'uqr'

/** A QR code as one path, dark on white in every theme, with the quiet zone of four modules that readers expect. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-md border border-line-2 bg-white forced-color-adjust-none"
    >
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}
