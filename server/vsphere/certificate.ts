import type { X509Certificate } from 'node:crypto'
import type { Certificate } from '@/lib/vsphere/certificate'
import { withoutUndefined } from '@/lib/without-undefined'
import { WireError } from './errors'

/** Longer than any that is read by people; what stands in a certificate is whatever its maker wrote. */
const mostText = 400
const mostNames = 20

/** A certificate as people compare it. Never throws: what cannot be read is left out. */
export function readCertificate(shown: X509Certificate): Certificate {
  const names = [...(shown.subjectAltName ?? '').matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)]
  const all = names.map(([, name = '']) => capped(name))
  const more = all.length - mostNames
  return {
    sha256: shown.fingerprint256,
    subject: oneLine(shown.subject),
    issuer: oneLine(shown.issuer),
    names: all.slice(0, mostNames),
    ...withoutUndefined({
      moreNames: more > 0 ? more : undefined,
      validFrom: isoOf(shown.validFrom),
      validTo: isoOf(shown.validTo),
    }),
  }
}

/** Refused by the pin of its connection; the password has not been sent. */
export class CertificateChanged extends WireError {
  readonly certificate: Certificate
  constructor(certificate: Certificate, detail: string) {
    super('thumbprint-changed', detail)
    this.certificate = certificate
  }
}

// Node types both as texts, and gives undefined for an empty name.
const oneLine = (name: string | undefined) => capped((name ?? '').trim().replaceAll('\n', ', '))

const capped = (text: string) => (text.length > mostText ? `${text.slice(0, mostText)}…` : text)

function isoOf(text: string): string | undefined {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}
