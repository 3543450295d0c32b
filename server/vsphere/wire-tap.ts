import type { Endpoint } from '@/lib/vsphere/connection'
import type { SoapReply } from './reply-reader'

/** One request as it leaves for an endpoint. Headers, and with them the cookie, are nobody's business. */
export type SentRequest = {
  http: 'GET' | 'POST'
  path: string
  /** The vim25 method; absent for what is no call, such as the list of versions. */
  method?: string
  /** `Type:moid` of the object that the method is called on. */
  target?: string
  /** The whole envelope. Login's holds the password. */
  body?: string
}

/** What becomes of one request. Exactly one of `ended` and `failed` comes last. */
export type SentExchange = {
  answered(status: number, contentType: string | undefined): void
  /** A piece of the decompressed answer. Without it nobody makes text of the bytes, a tenth of what reading them costs. */
  piece?: (text: string) => void
  ended(): void
  /** No answer, or not a whole one. */
  failed(error: unknown): void
}

/** A request for a file, and how it was answered. */
export type SentFile = {
  http: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** With its query, which names datacenter and datastore. */
  path: string
  status: number
  contentType: string | undefined
  /** Bytes that the file has, where the answer says so. */
  length: number | undefined
  /** Of a configuration file that was asked for whole. */
  bytes?: Uint8Array
}

/** Sees everything that goes to and from one endpoint: a recording, the debug log, a check of what was understood. */
export type WireTap = {
  exchange?(sent: SentRequest): SentExchange
  /** A request for a file of a datastore was answered. */
  file?: (sent: SentFile) => void
  /** A reply as it was decoded. */
  decoded?(method: string, reply: SoapReply): void
  /** The session is over, and nothing more will come. Never rejects. */
  close?(): Promise<void>
}

/** A tap for one session with an endpoint. `secrets` are texts that nobody may read afterwards, such as its password. */
export type OpenTap = (endpoint: Endpoint, secrets: readonly string[]) => WireTap

/** Several taps as one. */
export function allTaps(taps: readonly WireTap[]): WireTap {
  return {
    exchange(sent) {
      const open = taps.flatMap((tap) => tap.exchange?.(sent) ?? [])
      return {
        answered: (status, contentType) => open.forEach((one) => one.answered(status, contentType)),
        ...(open.some(({ piece }) => piece) && { piece: (text: string) => open.forEach((one) => one.piece?.(text)) }),
        ended: () => open.forEach((one) => one.ended()),
        failed: (error) => open.forEach((one) => one.failed(error)),
      }
    },
    // A file is read for whoever wants to see it, so nobody says that they do who do not.
    ...(taps.some(({ file }) => file) && { file: (sent: SentFile) => taps.forEach((tap) => tap.file?.(sent)) }),
    decoded: (method, reply) => taps.forEach((tap) => tap.decoded?.(method, reply)),
    close: async () => void (await Promise.all(taps.map(async (tap) => tap.close?.()))),
  }
}
