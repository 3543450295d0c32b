/**
 * Something of a host that may not have been read: then nobody says that there is none of it, and `because` is the sentence that says why.
 * `unread`: of a list, how many of its items could not be read; what is not in it may be one of them.
 */
export type Known<T> = { known: true; value: T; unread?: number } | { known: false; because: string }

export const known = <T>(value: T, unread = 0): Known<T> => ({ known: true, value, ...(unread > 0 && { unread }) })
export const notKnown = (because: string): Known<never> => ({ known: false, because })

/** Whether something is in a list; undefined: it is not in what could be read, and that is not all. */
export function isIn<T>(list: Known<readonly T[]>, fits: (one: T) => boolean): boolean | undefined {
  if (!list.known) return undefined
  return list.value.some(fits) || (list.unread === undefined ? false : undefined)
}
