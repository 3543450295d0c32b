/** Something of a host that may not have been read: then nobody says that there is none of it, and `because` is the sentence that says why. */
export type Known<T> = { known: true; value: T } | { known: false; because: string }

export const known = <T>(value: T): Known<T> => ({ known: true, value })
export const notKnown = (because: string): Known<never> => ({ known: false, because })
