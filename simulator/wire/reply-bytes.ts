import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { GzipLabel, Quirks } from '../world/quirks'

/*
 * What becomes of a reply's text on its way: its bytes, odd ones included, and how they are packed and labelled. Hosts send what
 * the people behind them have typed, and proxies have their own ideas of headers.
 */

/** What may be unfit, found fast: halves of characters that are whole are among it. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const suspect = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/
// oxlint-disable-next-line no-control-regex -- as above
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u
// oxlint-disable-next-line no-control-regex -- as above
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The bytes of a reply. What XML cannot carry becomes what the quirk says. */
export function replyBytes(body: string, oddText: Quirks['oddText']): Buffer {
  if (!suspect.test(body) || !unfit.test(body)) return Buffer.from(body, 'utf8')
  if (oddText === 'replaced') return Buffer.from(body.replace(/\p{Surrogate}/gu, '?').replace(controls, '?'), 'utf8')
  const text = oddText === 'raw' ? body : body.replace(controls, (found) => `&#${found.charCodeAt(0)};`)
  return Buffer.concat(
    text
      .split(/((?<![\ud800-\udbff])[\udc80-\udcff])/)
      .map((part) =>
        /^[\udc80-\udcff]$/.test(part) ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part, 'utf8'),
      ),
  )
}

const inThread = promisify(gzip)
/** What is shorter is packed sooner than handed to another thread. */
const short = 32 * 1024

const compress = async (bytes: Buffer): Promise<Buffer> =>
  bytes.length <= short ? gzipSync(bytes, { level: 1 }) : inThread(bytes, { level: 1 })

type Packing = { readonly label: GzipLabel; readonly always: boolean }

/** A body as it goes out, with its Content-Encoding; short ones are not packed. */
export async function packed(
  bytes: Buffer,
  accepted: string,
  { label, always }: Packing,
): Promise<{ readonly bytes: Buffer; readonly encoding: string | undefined }> {
  if (!always && (bytes.length <= 1024 || !/\bgzip\b/.test(accepted))) return { bytes, encoding: undefined }
  const once = await compress(bytes)
  switch (label) {
    case 'none':
      return { bytes: once, encoding: undefined }
    case 'doubled':
      return { bytes: once, encoding: 'gzip, gzip' }
    case 'twice':
      return { bytes: await compress(once), encoding: 'gzip, gzip' }
    default:
      return { bytes: once, encoding: label }
  }
}
