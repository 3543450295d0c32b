import type { Read } from '../vmx/value-reader'

/** Collects why libvirt refuses a file, while values are read. */
export type Reading = {
  /** The value; undefined where it is odd, for which libvirt refuses the file. */
  value<T>(read: Read<T>): T | undefined
  refuse(sentence: string): void
  readonly refusals: readonly string[]
}

export function startReading(): Reading {
  const refusals: string[] = []
  return {
    value(read) {
      if (!read.odd) return read.value
      refusals.push(`${read.key}: ${read.why}`)
      return undefined
    },
    refuse: (sentence) => void refusals.push(sentence),
    refusals,
  }
}
