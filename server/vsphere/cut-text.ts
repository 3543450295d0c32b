/** Longest texts of a server that are kept, in UTF-16 units: many times what vSphere writes. */
export const mostOf = {
  /** A name, a path, a user: vSphere takes 80 characters, which it may write as three each. */
  name: 1_000,
  /** A message, a question, a note. */
  text: 8_000,
} as const

/** A text of at most so many characters; what was cut off is said at its end. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  // Half of a character would be none.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most
  return `${text.slice(0, end)}… (cut here: the server sent ${text.length.toLocaleString('en')} characters)`
}
