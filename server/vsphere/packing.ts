import { pipeline, Readable, type Transform } from 'node:stream'
import { createGunzip, createInflate, createInflateRaw, gunzipSync } from 'node:zlib'
import { WireError } from './errors'

/** A proxy may compress once more what is compressed; nobody does it three times. */
const mostLayers = 2
/** Each piece that is unpacked is a way to another thread and back. */
const chunkSize = 128 * 1024
/** What is as short as this, packed and unpacked, is unpacked where it is: sooner done than handed to another thread. */
const shortPacked = 16 * 1024
const shortPlain = 256 * 1024

/**
 * The bytes of a body, unpacked as its first bytes say. Headers are wrong in every way (none, `x-gzip`, doubled, kept by a
 * proxy that has unpacked the body itself), and no XML starts like gzip or zlib. Only deflate without the frame of zlib
 * looks like nothing; there the header is believed.
 * @param limit bytes that each layer may hold. Throws WireError `too-large`, and what the body throws.
 */
export async function* unpacked(
  body: AsyncIterable<unknown>,
  encoding: string | string[] | undefined,
  limit: number,
  layers = 0,
): AsyncGenerator<Uint8Array, void> {
  const pieces = body[Symbol.asyncIterator]()
  const start = await startOf(pieces)
  const kind = layers < mostLayers ? kindOf(Buffer.concat(start), layers === 0 ? encoding : undefined) : undefined
  const short = kind === 'gzip' ? await unpackedAtOnce(start, pieces) : undefined
  const whole = startingWith(short ? [short] : start, pieces)
  const isPacked = kind !== undefined && !short
  const packed = isPacked ? through(unpackers[kind](), whole) : whole
  const plain = isPacked || short ? unpacked(packed, undefined, limit, layers + 1) : whole
  let bytes = 0
  for await (const piece of plain) {
    bytes += piece.byteLength
    if (bytes > limit) throw new WireError('too-large', `the answer is larger than ${limit} bytes`)
    yield piece
  }
}

/**
 * A short body that is there as a whole, unpacked. Undefined where that is not as simple: `unpacked` deals with it then, and
 * says what is wrong.
 */
export function unpackedWhole(body: Buffer, encoding: string | string[] | undefined): Buffer | undefined {
  const kind = kindOf(body, encoding)
  if (kind === undefined) return body
  const plain = kind === 'gzip' ? gunzippedIfShort(body) : undefined
  return plain && kindOf(plain, undefined) === undefined ? plain : undefined
}

/** Enough pieces to tell by. */
async function startOf(pieces: AsyncIterator<unknown>): Promise<Uint8Array[]> {
  const start: Uint8Array[] = []
  for (let bytes = 0; bytes < 2;) {
    const next = await pieces.next()
    if (next.done) break
    const piece = next.value as Uint8Array // bodies have no encoding set
    start.push(piece)
    bytes += piece.byteLength
  }
  return start
}

async function* startingWith(start: readonly Uint8Array[], rest: AsyncIterator<unknown>): AsyncGenerator<Uint8Array> {
  yield* start
  yield* { [Symbol.asyncIterator]: () => rest } as AsyncIterable<Uint8Array> // as in startOf
}

type Kind = 'gzip' | 'zlib' | 'deflate'

const unpackers: Readonly<Record<Kind, () => Transform>> = {
  gzip: () => createGunzip({ chunkSize }),
  zlib: () => createInflate({ chunkSize }),
  deflate: () => createInflateRaw({ chunkSize }),
}

function kindOf(start: Buffer, encoding: string | string[] | undefined): Kind | undefined {
  const [first = 0, second = 0] = start
  if (first === 0x1f && second === 0x8b) return 'gzip'
  // RFC 1950: deflate with a window of at most 32 KB, and a checksum over the two bytes.
  if ((first & 0x8f) === 8 && (first * 256 + second) % 31 === 0) return 'zlib'
  const isNamed = /\bdeflate\b/i.test(String(encoding))
  return isNamed && start.length > 0 && !looksLikeText(first) ? 'deflate' : undefined
}

/**
 * A short body, unpacked. Undefined for one that is long, or broken: what was read of it is in `start` then, and the
 * stream says what is wrong with it.
 */
async function unpackedAtOnce(start: Uint8Array[], pieces: AsyncIterator<unknown>): Promise<Buffer | undefined> {
  let bytes = start.reduce((sum, piece) => sum + piece.byteLength, 0)
  while (bytes <= shortPacked) {
    const next = await pieces.next()
    if (next.done) break
    const piece = next.value as Uint8Array // as in startOf
    start.push(piece)
    bytes += piece.byteLength
  }
  return gunzippedIfShort(Buffer.concat(start))
}

function gunzippedIfShort(body: Buffer): Buffer | undefined {
  if (body.length > shortPacked) return undefined
  try {
    return gunzipSync(body, { maxOutputLength: shortPlain })
  } catch {
    return undefined
  }
}

/** The start of XML, of a web page or of JSON, perhaps behind white space or a byte order mark. */
const looksLikeText = (byte: number) => '<{[" \t\r\n\u00ef'.includes(String.fromCharCode(byte))

async function* through(unpack: Transform, pieces: AsyncIterable<Uint8Array>): AsyncGenerator {
  const source = Readable.from(pieces)
  // An error of the source becomes one of `unpack`, and is thrown below.
  pipeline(source, unpack, () => undefined)
  try {
    yield* unpack
  } finally {
    unpack.destroy()
    source.destroy()
  }
}
