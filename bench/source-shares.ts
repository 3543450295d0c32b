import { readFileSync } from 'node:fs'

/** What a script is made of: bytes of it by the file that they come from, by its source map. */
export function sourceShares(script: string, mapFile: string): Map<string, number> {
  // Written by the build; a map of sections has one map after the other.
  const map = JSON.parse(readFileSync(mapFile, 'utf8')) as SourceMap
  const shares = new Map<string, number>()
  const lines = script.split('\n')
  for (const { offset, map: part } of map.sections ?? [{ offset: { line: 0, column: 0 }, map }])
    addShares(shares, lines, offset, part)
  return shares
}

type SourceMap = { sources: string[]; mappings: string; sections?: Section[] }
type Section = { offset: { line: number; column: number }; map: SourceMap }

/** Each piece of the script belongs to the source that is named where it begins. */
function addShares(shares: Map<string, number>, lines: string[], offset: Section['offset'], map: SourceMap): void {
  let source = 0
  for (const [line, segments] of map.mappings.split(';').entries()) {
    let column = line === 0 ? offset.column : 0
    let last: { column: number; of: string } | undefined
    const end = lines[offset.line + line]?.length ?? 0
    const close = (to: number) => {
      if (last) shares.set(last.of, (shares.get(last.of) ?? 0) + Math.max(0, to - last.column))
    }
    for (const segment of segments.split(',')) {
      if (segment === '') continue
      const [columns = 0, sources] = numbersOf(segment)
      column += columns
      source += sources ?? 0
      close(column)
      last = { column, of: map.sources[source] ?? '' }
    }
    close(end)
  }
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The numbers of one segment, which are written in base 64, five bits a digit, the sign last. */
function numbersOf(segment: string): number[] {
  const numbers = []
  let value = 0
  let shift = 0
  for (const digit of segment) {
    const bits = digits.indexOf(digit)
    value += (bits & 31) << shift
    shift += 5
    if (bits & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return numbers
}

/** The package that a source belongs to, or the room of ours. */
export function ownerOf(source: string): string {
  const packaged = source.split('node_modules/').at(-1)
  if (packaged !== undefined && packaged !== source) {
    const [scope = '', name = ''] = packaged.split('/')
    if (scope === 'next') return /compiled\/(?<name>[^/]+)/.exec(packaged)?.groups?.name ?? 'next'
    return scope.startsWith('@') ? `${scope}/${name}` : scope
  }
  return fileOf(source)?.split('/').slice(0, 2).join('/') ?? 'other'
}

/** A source as it is called here, without where it lies on the machine that built it. */
export const fileOf = (source: string): string | undefined =>
  /(?:components|lib|app|node_modules)\/.*/.exec(source)?.[0]
