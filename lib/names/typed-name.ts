import { onlySeen } from './unseen'

/**
 * Whether a person who typed this has read that name: what cannot be seen need not be typed, nor the way in which a
 * keyboard composes its letters, nor how many spaces stand in a row. Everything else has to be the same.
 */
export const readsAs = (typed: string, name: string): boolean => seen(typed) === seen(name)

const seen = (text: string) => onlySeen(text).normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
