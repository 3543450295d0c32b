import type { Certificate } from '@/lib/vsphere/certificate'
import type { ServerIdentity } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import { WireError } from '../vsphere/errors'
import type { ServiceContent } from '../vsphere/service-content'

/** Who answers at an endpoint. All of it is known before the password is sent. */
export function identityOf({ about }: ServiceContent, certificate: Certificate | undefined): ServerIdentity {
  const { fullName, apiType, instanceUuid } = about
  return { fullName, apiType, ...withoutUndefined({ instanceUuid, thumbprint: certificate?.sha256 }) }
}

/**
 * Why this is not the server that was there before; undefined when nothing speaks against it. A vCenter says who it is, and
 * its certificate may be renewed; of a host that does not say, the certificate is all there is.
 */
export function whyAnother(known: ServerIdentity, seen: ServerIdentity): string | undefined {
  if (known.apiType !== '' && seen.apiType !== '' && known.apiType !== seen.apiType) {
    return `it was ${known.fullName} and is ${seen.fullName} now`
  }
  if (known.instanceUuid !== undefined && seen.instanceUuid !== undefined) {
    if (known.instanceUuid.toLowerCase() === seen.instanceUuid.toLowerCase()) return undefined
    return `its instance UUID was ${known.instanceUuid} and is ${seen.instanceUuid} now`
  }
  if (known.thumbprint === undefined || seen.thumbprint === undefined) return undefined
  if (known.thumbprint === seen.thumbprint) return undefined
  return `its certificate’s SHA-256 was ${known.thumbprint} and is ${seen.thumbprint} now`
}

/** Whether two readings say the same of a server. */
export const isSameServer = (one: ServerIdentity | undefined, other: ServerIdentity): boolean =>
  one !== undefined &&
  one.apiType === other.apiType &&
  one.instanceUuid === other.instanceUuid &&
  one.thumbprint === other.thumbprint

/** Holds an endpoint to the server that it was: nothing is said to another one until a person agrees to it. */
export class KnownServer {
  #known: ServerIdentity | undefined
  #other: ServerIdentity | undefined
  readonly #remember: (seen: ServerIdentity) => void

  /** @param remember told what is to be known the next time: at first contact, and when a certificate was renewed. */
  constructor(known: ServerIdentity | undefined, remember: (seen: ServerIdentity) => void) {
    this.#known = known
    this.#remember = remember
  }

  /** The server that answers in place of the known one. */
  get other(): ServerIdentity | undefined {
    return this.#other
  }

  /** @throws WireError `another-server`. */
  admit(seen: ServerIdentity): void {
    const why = this.#known && whyAnother(this.#known, seen)
    this.#other = why === undefined ? undefined : seen
    if (why !== undefined) throw new WireError('another-server', `${seen.fullName} answers; ${why}`)
    if (isSameServer(this.#known, seen)) return
    // What it does not say this time it may say again.
    this.#known = { ...this.#known, ...seen }
    this.#remember(this.#known)
  }
}
