/**
 * How far a wall display can be read. ui.md §9: u in vh = 53.5 × metres / inches; beyond inches / 13 one page no longer
 * holds the questions.
 */
export type WallFit =
  | { kind: 'one-page' }
  | { kind: 'lists-turn' }
  | { kind: 'pages' }
  | { kind: 'too-far'; metres: number; inches: number }

/** The largest distance at which everything still fits by turning pages, in metres. */
const farthest = (inches: number) => inches / 13

/**
 * @param inches diagonal of the panel
 * @param metres from the farthest seat
 */
export function wallFit(inches: number, metres: number): WallFit {
  if (metres <= inches / 15) return { kind: 'one-page' }
  if (metres <= farthest(inches)) return { kind: 'lists-turn' }
  // Above 11 vh a unit leaves room for nothing but the oldest question.
  if ((53.5 * metres) / inches <= 11) return { kind: 'pages' }
  return { kind: 'too-far', metres: Math.floor(farthest(inches) * 10) / 10, inches: Math.ceil(metres * 13) }
}

export function wallFitWords(fit: WallFit): string {
  switch (fit.kind) {
    case 'one-page':
      return 'Everything fits on one page.'
    case 'lists-turn':
      return 'One page; the younger questions and the lists turn pages.'
    case 'pages':
      return 'Pages turn every 10 s. The oldest question, the count and the clock are on every page.'
    case 'too-far':
      return `Too far: sit closer than ${fit.metres.toFixed(1)} m or use a screen of ${fit.inches} inches.`
  }
}
