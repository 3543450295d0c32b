import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { useSyncExternalStore } from 'react'
import { passkeysWorkAt } from '@/lib/accounts/passkey-place'
import type { ConsoleError } from '@/lib/result'

/** Why passkeys do not work in this browser at this address; undefined where they do, and until that is known. */
export const useWhyNoPasskeys = (): string | undefined => useSyncExternalStore(never, whyNoPasskeys, notYet)

const never = () => () => undefined
/** The server knows nothing of the browser, so that nothing is said of it before the page has begun to work. */
const notYet = () => undefined

function whyNoPasskeys(): string | undefined {
  const place = passkeysWorkAt(window.location.origin)
  if (!place.ok) return place.because
  return browserSupportsWebAuthn() ? undefined : 'This browser has no passkeys.'
}

/** What a browser says when no passkey came of it, for people. Browsers tell little on purpose. */
export function passkeyFailure(cause: unknown): ConsoleError {
  const name = cause instanceof Error ? cause.name : ''
  const raw = cause instanceof Error ? { raw: cause.message } : {}
  if (name === 'NotAllowedError' || name === 'AbortError')
    return {
      blame: 'ours',
      code: 'passkey-cancelled',
      sentence: 'No passkey was used.',
      wayOut: 'It was cancelled or took too long, or there is none for this address on the device.',
    }
  if (name === 'InvalidStateError')
    return {
      blame: 'ours',
      code: 'passkey-known',
      sentence: 'This device has a passkey of your account already.',
    }
  return { blame: 'ours', code: 'passkey-failed', sentence: 'This browser could not do it.', ...raw }
}
