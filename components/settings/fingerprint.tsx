/**
 * 32 pairs of hex digits as four lines of eight: what a host's console prints can be followed with a finger.
 * @param differsFrom another one: the pairs that are not the same are bold.
 */
export function Fingerprint({ sha256, differsFrom }: { sha256: string; differsFrom?: string | undefined }) {
  const pairs = pairsOf(sha256)
  const others = differsFrom === undefined ? undefined : pairsOf(differsFrom)
  const lines = Array.from({ length: Math.ceil(pairs.length / 8) }, (_, line) => pairs.slice(line * 8, line * 8 + 8))
  return (
    <span className="block font-mono text-xs/[18px] whitespace-nowrap text-ink">
      {lines.map((line, row) => (
        // Bold and plain lines are of one height, so that two fingerprints stand line beside line.
        <span key={row} className="block h-[18px]">
          {line.map((pair, column) => (
            <span key={column} className={others && others[row * 8 + column] !== pair ? 'font-semibold' : ''}>
              {pair}
              {row * 8 + column + 1 < pairs.length && ':'}
            </span>
          ))}
        </span>
      ))}
    </span>
  )
}

const pairsOf = (thumbprint: string) =>
  thumbprint
    .toUpperCase()
    .replaceAll(/[^0-9A-F]/g, '')
    .match(/../g) ?? []
