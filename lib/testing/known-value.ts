import type { Known } from '../vsphere/known'

/** For tests: what is known. @throws the reason why it is not. */
export function knownValue<T>(read: Known<T>): T {
  if (!read.known) throw new Error(read.because)
  return read.value
}
