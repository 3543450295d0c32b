/*
 * The wall's arithmetic. Everything on it is measured in one unit: `u`, the font size whose capitals subtend 16 minutes
 * of arc at the farthest seat. Heights are fixed in u by wall.css, so what fits can be computed instead of measured.
 */

/** Screen diagonal in inches and viewing distance in metres; what the address does not say, or says oddly, is 65" at 4 m. */
export type Seat = { inches: number; metres: number }

export const usualSeat: Seat = { inches: 65, metres: 4 }

/** Reads `?size=` and `?distance=`. */
export function readSeat(size: string | undefined, distance: string | undefined): Seat {
  const within = (text: string | undefined, low: number, high: number, usual: number) => {
    const value = Number(text)
    return text !== undefined && value >= low && value <= high ? value : usual
  }
  return {
    inches: within(size, 20, 200, usualSeat.inches),
    metres: within(distance, 0.5, 30, usualSeat.metres),
  }
}

/**
 * One u in percent of the screen's height (16:9). Cap height = distance × 2 tan 8′, Plex capitals are 0.698 em, a panel
 * is inches × 12.45 mm high.
 */
export const unitVh = ({ inches, metres }: Seat) => (53.5 * metres) / inches

/** Heights in u; wall.css uses the same. */
export const heights = {
  edges: 0.7,
  gap: 0.4,
  head: 2,
  /** Instead of the head while the data is old: the light bar. */
  staleBar: 4.3,
  /** What dashed edges around lists and footer take then. */
  staleEdges: 0.25,
  first: 7.6,
  mini: 3.65,
  questionGap: 0.3,
  listHead: 1.7,
  row: 1.4,
  foot: 2.2,
} as const

/** Below this many u of width the two lists do not fit beside each other. */
const twoListsWide = 49.5
/** Larger type must still leave the words whole that fit at the seat's own size. */
const growthWide = 53.5
/** The date, and then "for an answer" and "data from", leave the head below these. */
const dateWide = 44
const longHeadWide = 38
const bothFootersWide = 50
const mostGrowth = 1.9

export type WallContent = {
  questions: number
  running: number
  connections: number
  /** The data is old: the light bar takes more room than the head, and nothing grows. */
  old: boolean
}

/** What one picture of the wall holds. */
export type WallPlan = {
  /** The type is this much larger than the seat demands: room was left. */
  growth: number
  /** `desk`: everything on one page. `turning`: the oldest question stays, below it one subject at a time. */
  layout: 'desk' | 'turning'
  /** Younger questions per page; none on a wall that is seen from too far. */
  minis: number
  /** Rows per page of each list; none as above. */
  rows: number
  date: boolean
  longHead: boolean
  /** Totals and failures take turns. */
  footTurns: boolean
}

/** @param width @param height of the screen in u at the seat's own size. */
export function planWall(width: number, height: number, content: WallContent): WallPlan {
  const minis = Math.max(0, content.questions - 1)
  const wanted = Math.max(content.running, content.connections, 3)
  for (let growth = content.old ? 1 : mostGrowth; growth > 1.01; growth -= 0.05) {
    const left = roomForLists(height / growth, content, minis)
    if (width / growth >= growthWide && rowsIn(left) >= wanted) {
      return { growth, layout: 'desk', minis, rows: rowsIn(left), ...words(width / growth) }
    }
  }
  const fewest = Math.min(3, Math.max(1, content.connections))
  if (width >= twoListsWide) {
    for (let shown = minis; shown >= Math.min(1, minis); shown -= 1) {
      const rows = rowsIn(roomForLists(height, content, shown))
      if (rows >= fewest) return { growth: 1, layout: 'desk', minis: shown, rows, ...words(width) }
    }
  }
  const below = height - heights.edges - topOf(content) - heights.gap - heights.first - heights.gap
  return {
    growth: 1,
    layout: 'turning',
    minis: Math.max(0, Math.floor(below / (heights.mini + heights.questionGap))),
    rows: rowsIn(content.questions === 0 ? below + heights.first : below),
    ...words(width),
  }
}

const words = (width: number) => ({
  date: width >= dateWide,
  longHead: width >= longHeadWide,
  footTurns: width < bothFootersWide,
})

/** What is left for the two lists below the questions and above the footer. */
function roomForLists(height: number, content: WallContent, minis: number): number {
  const fixed = heights.edges + topOf(content) + heights.foot + 2 * heights.gap
  if (content.questions === 0) return height - fixed
  return height - fixed - heights.gap - heights.first - minis * (heights.mini + heights.questionGap)
}

const topOf = ({ old }: WallContent) => (old ? heights.staleBar + heights.staleEdges : heights.head)

const rowsIn = (room: number) => Math.max(0, Math.floor((room - heights.listHead) / heights.row + 0.01))

/** One page of a list; pages turn together, so that `turn` counts for all of them. */
export function pageOf<T>(
  items: readonly T[],
  perPage: number,
  turn: number,
): { items: T[]; page: number; pages: number } {
  const size = Math.max(1, perPage)
  const pages = Math.max(1, Math.ceil(items.length / size))
  const page = turn % pages
  return { items: items.slice(page * size, page * size + size), page: page + 1, pages }
}

/** What a turning wall shows below the oldest question: the younger ones come back between the other subjects. */
export const turningSubjects = ['questions', 'running', 'questions', 'connections'] as const

/** Burn-in: the whole picture moves on a 3 × 3 lattice of 4 px, one step every 3 minutes. @returns px */
export function burnInShift(now: number): { x: number; y: number } {
  const step = Math.floor(now / 180_000) % 9
  return { x: ((step % 3) - 1) * 4, y: (Math.floor(step / 3) - 1) * 4 }
}

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
