import { describe, expect, it } from 'vitest'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import type { Endpoint } from '@/lib/vsphere/connection'
import { checkInput } from './check-input'

const form = (change: Partial<ConnectionInput> = {}): ConnectionInput => ({
  name: 'esx-edge-07',
  address: 'esx-edge-07',
  user: 'root',
  password: 'secret',
  trust: { kind: 'system' },
  autoAnswer: false,
  ...change,
})
const stored: { endpoint: Endpoint; user: string } = {
  endpoint: { transport: 'https', host: 'esx-edge-07', port: 443, trust: { kind: 'system' } },
  user: 'root',
}
const code = (change: Partial<ConnectionInput>, existing?: typeof stored) => {
  const checked = checkInput(form(change), existing)
  return checked.ok ? undefined : checked.error.code
}
const withoutPassword = ({ password: _password, ...rest }: ConnectionInput) => rest

describe('a connection form', () => {
  it('takes the user from the address when the field is empty', () => {
    expect(checkInput(form({ address: 'esx://root@h/', user: '' }))).toMatchObject({
      ok: true,
      value: { user: 'root' },
    })
  })
  it.each([
    [{ name: ' ' }, 'input-name'],
    [{ name: 'x'.repeat(81) }, 'input-name'],
    [{ address: 'a b' }, 'input-address'],
    [{ user: '' }, 'input-user'],
    [{ password: '' }, 'input-password'],
    [{ trust: { kind: 'thumbprint', sha256: 'AB:CD' } }, 'input-thumbprint'],
    [{ trust: { kind: 'ca', pem: 'nonsense' } }, 'input-ca'],
    [{ trust: { kind: 'ca', pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' } }, 'input-ca'],
  ] satisfies [Partial<ConnectionInput>, string][])('refuses %j', (change, expected) =>
    expect(code(change)).toBe(expected),
  )

  it('refuses an address that contradicts the switch or the trust, instead of choosing silently', () => {
    expect(code({ address: 'esx://h/?auto_answer=1' })).toBe('input-auto-answer')
    expect(code({ address: 'esx://h/?auto_answer=0', autoAnswer: true })).toBe('input-auto-answer')
    expect(code({ address: 'esx://h/?auto_answer=1', autoAnswer: true })).toBeUndefined()
    expect(code({ address: 'esx://h/?no_verify=1' })).toBe('input-trust')
    expect(code({ address: 'esx://h/?no_verify=1', trust: { kind: 'none' } })).toBeUndefined()
    expect(
      code({ address: 'esx://h/?no_verify=1', trust: { kind: 'thumbprint', sha256: 'ab'.repeat(32) } }),
    ).toBeUndefined()
  })
  it('takes old TLS only where a person allows it, and where there is TLS', () => {
    const endpointOf = (change: Partial<ConnectionInput>) => {
      const checked = checkInput(form(change))
      return checked.ok ? checked.value.endpoint : undefined
    }
    expect(endpointOf({})).not.toHaveProperty('allowOldTls')
    expect(endpointOf({ allowOldTls: false })).not.toHaveProperty('allowOldTls')
    expect(endpointOf({ allowOldTls: true })).toMatchObject({ allowOldTls: true })
    expect(endpointOf({ allowOldTls: true, address: 'http://h' })).not.toHaveProperty('allowOldTls')
  })
  it('writes a thumbprint in pairs', () => {
    expect(checkInput(form({ trust: { kind: 'thumbprint', sha256: ` ${'ab'.repeat(32)}` } }))).toMatchObject({
      value: { endpoint: { trust: { sha256: Array(32).fill('AB').join(':') } } },
    })
  })
  it('keeps the stored password for the same server only', () => {
    const edit = (change: Partial<ConnectionInput>) => {
      const checked = checkInput(withoutPassword(form(change)), stored)
      return checked.ok ? undefined : checked.error.code
    }
    expect(edit({ name: 'renamed' })).toBeUndefined()
    expect(edit({ trust: { kind: 'thumbprint', sha256: 'ab'.repeat(32) } })).toBeUndefined()
    expect(edit({ address: 'elsewhere' })).toBe('input-password')
    expect(edit({ address: 'http://esx-edge-07:443' })).toBe('input-password')
    expect(edit({ address: 'esx://esx-edge-07/?proxy=mine' })).toBe('input-password')
    expect(edit({ user: 'other' })).toBe('input-password')
    expect(edit({ trust: { kind: 'none' } })).toBe('input-password')
    expect(edit({ allowOldTls: true })).toBe('input-password')
  })
})
