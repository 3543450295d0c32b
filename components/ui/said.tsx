import { withUnseenShown } from '@/lib/names/unseen'

const letter =
  '[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Samaritan}\\p{Script=Mandaic}\\p{Script=Adlam}]'
/** From a letter that is written from right to left to the last one before other letters. */
const fromRight = new RegExp(`(${letter}(?:[^\\p{L}]*${letter})*)`, 'u')

/**
 * A sentence of ours that may hold names of hosts: what is written from right to left in it keeps to itself and cannot change in
 * which order the rest is read, and what is not seen is shown.
 */
export function Said({ children }: { children: string }) {
  const parts = withUnseenShown(children).split(fromRight)
  // The parts of one text in their order: each has its place.
  return parts.map((part, place) => (place % 2 === 0 ? part : <bdi key={place}>{part}</bdi>))
}
