/** In the place of a person's name for a display that gets none: no user name begins so. */
export const maskedMark = '#'

export const isMaskedPerson = (name: string): boolean => name.startsWith(maskedMark)
