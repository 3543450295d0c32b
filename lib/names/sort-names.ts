import { compareNames } from './inventory-name'

/**
 * A sorted copy in the order of `compareNames`; those that it takes for equal follow by their characters. Comparing by locale is
 * dear, and most names consist of letters, digits and a few marks, whose order is simple.
 */
export function sortNames(names: readonly string[]): string[] {
  const known = names.map((name) => ({ name, isPlain: plain.test(name) }))
  known.sort((a, b) => {
    const order = a.isPlain && b.isPlain ? comparePlain(a.name, b.name) : 0
    return order || compareNames(a.name, b.name) || (a.name < b.name ? -1 : 1)
  })
  return known.map(({ name }) => name)
}

const plain = /^[a-zA-Z0-9 _.-]*$/

/** What a character weighs, by its code: marks before digits, these before letters, whatever their case. */
const weights = new Uint8Array(128)
const inOrder = ' _-.0123456789abcdefghijklmnopqrstuvwxyz'
for (let weight = 0; weight < inOrder.length; weight += 1)
  for (const one of [inOrder, inOrder.toUpperCase()]) weights[one.charCodeAt(weight)] = weight + 1

const zero = 0x30
const isDigit = (code: number) => code >= zero && code <= 0x39

/** 0 for two that differ in case or leading zeros at most. */
function comparePlain(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(j)
    if (isDigit(left) && isDigit(right)) {
      while (a.charCodeAt(i) === zero) i += 1
      while (b.charCodeAt(j) === zero) j += 1
      const from = i
      const to = j
      while (isDigit(a.charCodeAt(i))) i += 1
      while (isDigit(b.charCodeAt(j))) j += 1
      // A longer number is a larger one.
      if (i - from !== j - to) return i - from - (j - to)
      for (let at = 0; from + at < i; at += 1) {
        const difference = a.charCodeAt(from + at) - b.charCodeAt(to + at)
        if (difference !== 0) return difference
      }
    } else {
      const difference = (weights[left] ?? 0) - (weights[right] ?? 0)
      if (difference !== 0) return difference
      i += 1
      j += 1
    }
  }
  return a.length - i - (b.length - j)
}
