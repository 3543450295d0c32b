import type { Verdict } from '../result'

/**
 * Whether passkeys work at an address (WebAuthn 3, 5.1.3): over https, or on this machine itself, and under a name.
 * @param origin such as `https://andon.example.net`
 */
export function passkeysWorkAt(origin: string): Verdict {
  const { protocol, hostname } = new URL(origin)
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  // An IPv6 address stands in brackets; the last part of a name is never a number.
  if (hostname.startsWith('[') || /(^|\.)\d+$/.test(hostname))
    return {
      ok: false,
      because: 'Passkeys belong to a name, and this address has none. Open Andon by its host name, or as localhost.',
    }
  if (protocol !== 'https:' && !isLocal)
    return { ok: false, because: 'Browsers allow passkeys only over https. Open Andon by its https address.' }
  return { ok: true }
}
