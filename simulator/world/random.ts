/** A seeded source of plausible values, so that the same seed always builds the same world. */
export type Random = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [low, high], both included. */
  int(low: number, high: number): number
  pick<T>(choices: readonly [T, ...T[]]): T
  chance(probability: number): boolean
  /** Lower-case hex digits. */
  hex(digits: number): string
  /** 8-4-4-4-12, lower case. */
  uuid(): string
}

/** Mulberry32: 32 bits of state are plenty for inventories, and it is the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const hex = (digits: number) => {
    let text = ''
    for (let left = digits; left > 0; left -= 7) text += int(0, 0xfffffff).toString(16).padStart(7, '0')
    return text.slice(0, digits)
  }
  return {
    next,
    int,
    pick: (choices) => choices[int(0, choices.length - 1)] ?? choices[0],
    chance: (probability) => next() < probability,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
  }
}

/** A stable 32-bit number from text (FNV-1a), for values that must not depend on the order in which things are built. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
