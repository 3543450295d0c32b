/** Burn-in: the whole picture moves on a 3 × 3 lattice of 4 px, one step every 3 minutes. @returns px */
export function burnInShift(now: number): { x: number; y: number } {
  const step = Math.floor(now / 180_000) % 9
  return { x: ((step % 3) - 1) * 4, y: (Math.floor(step / 3) - 1) * 4 }
}
