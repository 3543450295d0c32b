import { parseThumbprint } from '@/lib/connections/thumbprint'
import { X509Certificate } from 'node:crypto'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { parseAddress } from '@/lib/connections/address'
import { failed, ok, type Result } from '@/lib/result'
import type { Endpoint, TlsTrust } from '@/lib/vsphere/connection'

/** A form that can be stored. Undefined password: keep the stored one. */
export type CheckedInput = {
  name: string
  endpoint: Endpoint
  user: string
  password?: string
  autoAnswer: boolean
}

/**
 * Reads the form behind Settings → Connections. What the address says must agree with the rest of the form, so that
 * nobody believes in a setting that is not the one in force; a stricter trust than the address asks for is taken.
 * @param stored what is edited: its password is kept only for the same server under the same protection.
 */
export function checkInput(
  input: ConnectionInput,
  stored?: { endpoint: Endpoint; user: string },
): Result<CheckedInput> {
  const name = input.name.trim()
  if (name === '') return refuse('name', 'Enter a name for this connection.')
  if (name.length > 80) return refuse('name', 'The name is longer than 80 characters.')
  const address = parseAddress(input.address)
  if (!address.ok) return refuse('address', address.because)
  const { autoAnswer, noVerify } = address.value
  if (autoAnswer !== undefined && autoAnswer !== input.autoAnswer) {
    return refuse(
      'auto-answer',
      `The address says auto_answer=${autoAnswer ? 1 : 0}, and the switch is ${input.autoAnswer ? 'on' : 'off'}. Make them agree, or remove auto_answer from the address.`,
    )
  }
  if (noVerify && input.trust.kind === 'system') {
    return refuse(
      'trust',
      'The address says no_verify=1, and the form asks for a check of the certificate. Make them agree, or remove no_verify from the address.',
    )
  }
  const trust = checkTrust(input.trust)
  if (!trust.ok) return trust
  const user = input.user.trim() || (address.value.user ?? '')
  if (user === '') return refuse('user', 'Enter the user name.')
  const oldTls = input.allowOldTls === true && address.value.endpoint.transport === 'https'
  const endpoint: Endpoint = {
    ...address.value.endpoint,
    trust: trust.value,
    ...(oldTls ? { allowOldTls: true as const } : {}),
  }
  const password = input.password === '' ? undefined : input.password
  if (password === undefined && !(stored && mayKeepPassword(stored, endpoint, user))) {
    const because = stored
      ? 'Enter the password again: a stored password is only sent to the server it was entered for.'
      : 'Enter the password.'
    return refuse('password', because)
  }
  return ok({ name, endpoint, user, autoAnswer: input.autoAnswer, ...(password !== undefined && { password }) })
}

/** Otherwise a stored password could be read by pointing its connection at a server of one's own. */
function mayKeepPassword(stored: { endpoint: Endpoint; user: string }, next: Endpoint, user: string): boolean {
  const place = ({ transport, host, port, proxy }: Endpoint) => JSON.stringify([transport, host, port, proxy])
  const trustIsKept = next.trust.kind !== 'none' || stored.endpoint.trust.kind === 'none'
  const tlsIsKept = !next.allowOldTls || stored.endpoint.allowOldTls === true
  return place(stored.endpoint) === place(next) && stored.user === user && trustIsKept && tlsIsKept
}

function checkTrust(trust: TlsTrust): Result<TlsTrust> {
  switch (trust.kind) {
    case 'thumbprint': {
      const parsed = parseThumbprint(trust.sha256)
      return parsed.ok ? ok({ kind: 'thumbprint', sha256: parsed.sha256 }) : refuse('thumbprint', parsed.because)
    }
    case 'ca':
      return isCertificates(trust.pem)
        ? ok(trust)
        : refuse(
            'ca',
            'The certificate authority cannot be read. Paste it whole, from BEGIN CERTIFICATE to END CERTIFICATE.',
          )
    case 'system':
    case 'none':
      return ok(trust)
  }
}

/** One PEM certificate or several, each of which can be read. */
function isCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.length > 0 && blocks.every(isCertificate)
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

const refuse = (field: string, sentence: string): Result<never> =>
  failed({ blame: 'ours', code: `input-${field}`, sentence })
