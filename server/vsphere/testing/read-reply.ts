import type { KnownXml } from '../known-xml'
import { defaultReplyCaps, ReplyReader, type ReplyCaps, type SoapReply } from '../reply-reader'

type HowRead = {
  /** Where the network cuts it, in bytes; beyond its end counts from its start again. */
  cuts?: readonly number[]
  caps?: ReplyCaps
  /** False: by the strict reader alone. */
  isPlain?: boolean
  /** What was read before. */
  known?: KnownXml
}

/** For tests: a reply to a method as it is read from its text. Throws WireError. */
export function readReply(method: string, xml: string | Uint8Array, how: HowRead = {}): SoapReply {
  const { cuts = [], caps = defaultReplyCaps, isPlain, known } = how
  const reader = new ReplyReader(method, caps, isPlain === false ? 'strict' : known)
  const bytes = typeof xml === 'string' ? Buffer.from(xml) : xml
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  let from = 0
  for (const to of places) {
    reader.write(bytes.subarray(from, to))
    from = to
  }
  return reader.end()
}
