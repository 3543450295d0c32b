import type { ConsoleError } from '@/lib/result'
import { faultError, wireError, type wireSentences } from '@/lib/vsphere/wire-sentence'
import { VimFault, WireError, type WireCode } from './errors'
import { UnsendableText } from './escape'

/** What a failed call means to people. Undefined for an error that is neither the wire's nor vSphere's. */
export function callFailure(error: unknown): ConsoleError | undefined {
  if (error instanceof VimFault) return faultError(error.fault)
  if (error instanceof WireError) return wireError(withSentence(error.code), error.detail)
  if (error instanceof UnsendableText) {
    const sentence = 'The text holds a character that vSphere cannot take.'
    return { blame: 'ours', code: 'unsendable-text', sentence, wayOut: 'Remove it.', raw: error.message }
  }
  return undefined
}

/** Holds the two lists of codes together: a WireCode without a sentence does not compile. */
const withSentence = (code: WireCode): keyof typeof wireSentences => code
