import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { selfSigned } from './tls-certificate'

test('the certificate is well-formed X.509, signed with its own key, for the names and addresses given', () => {
  const made = selfSigned(['esx.example.com', '127.0.0.1', 'fe80::1'], new Date('2026-03-01T00:00:00Z'), 10)
  const certificate = new X509Certificate(made.cert)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.subject).toBe('O=VMware\\, Inc.\nOU=Simulated ESX Server Default Certificate\nCN=esx.example.com')
  expect(certificate.issuer).toBe(certificate.subject)
  expect(certificate.ca).toBe(true)
  expect(certificate.checkHost('esx.example.com')).toBe('esx.example.com')
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(certificate.checkIP('fe80::1')).toBe('fe80::1')
  expect(certificate.checkHost('other.example.com')).toBeUndefined()
  expect(new Date(certificate.validFrom)).toEqual(new Date('2026-02-28T00:00:00Z'))
  expect(new Date(certificate.validTo)).toEqual(new Date('2026-03-11T00:00:00Z'))
  expect(certificate.fingerprint256).toBe(made.fingerprint256)
})

test('one certificate can vouch for another', () => {
  const now = new Date('2026-03-01T00:00:00Z')
  const authority = selfSigned(['Authority'], now)
  const made = new X509Certificate(selfSigned(['esx.example.com'], now, 10, authority).cert)
  const issuer = new X509Certificate(authority.cert)
  expect(made.checkIssued(issuer)).toBe(true)
  expect(made.verify(issuer.publicKey)).toBe(true)
  expect(made.subject).toContain('CN=esx.example.com')
})

test('no two certificates are the same', () => {
  const now = new Date()
  expect(selfSigned(['a'], now).fingerprint256).not.toBe(selfSigned(['a'], now).fingerprint256)
})
