/**
 * Character sets that a VMX can declare in `.encoding`. Decoding leans on TextDecoder, whose tables run backwards give
 * the encoders that the platform does not have.
 */

/** VMware's and Microsoft's names that the Encoding Standard does not list. */
const aliases: Readonly<Record<string, string>> = {
  'windows-936': 'gbk',
  cp936: 'gbk',
  'windows-932': 'shift_jis',
  cp932: 'shift_jis',
  'windows-950': 'big5',
  cp950: 'big5',
  cp949: 'euc-kr',
}

/**
 * The upper half of windows-1252, 0x80 to 0x9f. Written out because some releases of Node decode it as if it were
 * Latin-1; the standard's own label `iso-8859-1` means this table too.
 */
const windows1252 =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ' +
  Array.from({ length: 96 }, (_, i) => String.fromCharCode(0xa0 + i)).join('')

export type Charset = {
  /** The Encoding Standard's name, lower case: `utf-8`, `windows-1252`, `gbk`, `shift_jis`. */
  name: string
  /** Never fails: bytes that do not belong give U+FFFD. */
  decode(bytes: Uint8Array): string
  /** @returns the bytes, or the first character that this character set does not have. */
  encode(text: string): { ok: true; bytes: Uint8Array } | { ok: false; missing: string }
}

const encoder = new TextEncoder()
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export const utf8: Charset = {
  name: 'utf-8',
  decode: (bytes) => utf8Decoder.decode(bytes),
  encode(text) {
    const half = /\p{Cs}/u.exec(text)
    return half ? { ok: false, missing: half[0] } : { ok: true, bytes: encoder.encode(text) }
  },
}

const known = new Map<string, Charset | undefined>([['utf-8', utf8]])

/**
 * Finds a character set by the label in `.encoding`, in any case.
 * @returns undefined for a label that nothing here can read, and for those that VMX lines cannot be in, where a
 * quote is not the byte 0x22 (UTF-16, ISO-2022-JP).
 */
export function charset(label: string): Charset | undefined {
  const name = standardName(label)
  if (name === undefined) return undefined
  if (!known.has(name)) known.set(name, charsetOf(name))
  return known.get(name)
}

function standardName(label: string): string | undefined {
  const asked = label.trim().toLowerCase()
  if (asked.length > 40) return undefined
  try {
    const name = new TextDecoder(aliases[asked] ?? asked).encoding
    return /^(?:utf-16|iso-2022|replacement)/.test(name) ? undefined : name
  } catch {
    return undefined
  }
}

function charsetOf(name: string): Charset {
  if (name === 'windows-1252') return latin(name)
  return name === 'euc-kr' ? korean(name) : fromDecoder(name)
}

/**
 * Whether bytes are in a character set as it would write them itself. Not so where it cannot read them, where the
 * platform's decoder falls short of the standard, and where one character has two codes: such bytes are never converted.
 */
export function comesBack(bytes: Uint8Array, text: string, as: Charset): boolean {
  if (as.name === 'utf-8' && !text.includes('\ufffd')) return true
  const again = as.encode(text)
  return again.ok && again.bytes.length === bytes.length && again.bytes.every((byte, i) => byte === bytes[i])
}

function latin(name: string): Charset {
  const decode = (bytes: Uint8Array) => {
    let text = ''
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : windows1252.charAt(byte - 0x80)
    return text
  }
  const codes = new Map(Array.from(windows1252, (char, i): [string, number[]] => [char, [0x80 + i]]))
  return { name, decode, encode: (text) => encodeWith(codes, text) }
}

function fromDecoder(name: string): Charset {
  const decoder = new TextDecoder(name)
  let codes: Map<string, readonly number[]> | undefined
  return {
    name,
    decode: (bytes) => decoder.decode(bytes),
    encode(text) {
      codes ??= reverse(decoder)
      return encodeWith(codes, text)
    },
  }
}

/** Hangul syllables in Unicode: 11,172 of them. */
const firstSyllable = 0xac00
const syllables = 11_172

/**
 * Korean as Windows writes it. The standard's EUC-KR is windows-949 whatever the label, but the table of some platforms
 * is the older one, which lacks 8,822 syllables and reads their bytes as other characters, without a word. They follow
 * from the table that every platform has: what it lacks is in Unicode's order, in the rows 0x81 to 0xc6, at trails that
 * the older set leaves free.
 */
function korean(name: string): Charset {
  const decoder = new TextDecoder(name)
  const codes = new Map<string, readonly number[]>([
    ['\u20ac', [0xa2, 0xe6]],
    ['\u00ae', [0xa2, 0xe7]],
  ])
  for (let lead = 0xa1; lead <= 0xfd; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Uint8Array.of(lead, trail))
      const isOne = Array.from(char).length === 1 && char !== '\ufffd' && !/[\ue000-\uf8ff]/.test(char)
      if (isOne && !codes.has(char)) codes.set(char, [lead, trail])
    }
  }
  let next = { lead: 0x81, trail: 0x41 }
  for (let each = 0; each < syllables; each += 1) {
    const char = String.fromCharCode(firstSyllable + each)
    if (codes.has(char)) continue
    codes.set(char, [next.lead, next.trail])
    next = afterKorean(next)
  }
  const chars = new Map(
    Array.from(codes, ([char, [lead = 0, trail = 0]]): [number, string] => [lead * 256 + trail, char]),
  )
  const decode = (bytes: Uint8Array) => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      const char = byte < 0x80 ? String.fromCharCode(byte) : chars.get(byte * 256 + (bytes[at + 1] ?? 0))
      text += char ?? '\ufffd'
      // A byte that is no trail is not swallowed: a quote or a line end stays one.
      if (byte >= 0x80 && char !== undefined) at += 1
    }
    return text
  }
  return { name, decode, encode: (text) => encodeWith(codes, text) }
}

/** Trails are letters and the upper half; from row 0xa1 on the older set has its own from 0xa1 on. */
function afterKorean({ lead, trail }: { lead: number; trail: number }) {
  if (trail === 0x5a) return { lead, trail: 0x61 }
  if (trail === 0x7a) return { lead, trail: 0x81 }
  const last = lead < 0xa1 ? 0xfe : 0xa0
  return trail === last ? { lead: lead + 1, trail: 0x41 } : { lead, trail: trail + 1 }
}

function encodeWith(codes: ReadonlyMap<string, readonly number[]>, text: string): ReturnType<Charset['encode']> {
  const bytes: number[] = []
  for (const char of text) {
    const code = char.charCodeAt(0)
    if (code < 0x80) {
      bytes.push(code)
      continue
    }
    const found = codes.get(char)
    if (!found) return { ok: false, missing: char }
    bytes.push(...found)
  }
  return { ok: true, bytes: Uint8Array.from(bytes) }
}

/** Characters for which Big5 writers take the last of two codes. */
const lastInBig5 = '═╞╡╪十卅'

const meaningless = /[\u0080-\u009f\uf8f0-\uf8ff]/

/** Leads of the longer codes: three bytes in EUC-JP, four in GB18030, of which only those of the first plane are taken. */
const longer: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  'euc-jp': [
    [0x8f, 0x8f],
    [0xa1, 0xfe],
    [0xa1, 0xfe],
  ],
  gb18030: [
    [0x81, 0x84],
    [0x30, 0x39],
    [0x81, 0xfe],
    [0x30, 0x39],
  ],
}

/**
 * Every one- and two-byte code of a decoder, and the longer ones, by its character. Where two codes mean one character the writer's choice
 * is the Encoding Standard's: Shift_JIS leaves out NEC's copies of IBM's characters (0xed, 0xee), Big5 the Hong Kong
 * rows below 0xa1.
 */
function reverse(decoder: TextDecoder): Map<string, readonly number[]> {
  const codes = new Map<string, readonly number[]>()
  const isBig5 = decoder.encoding === 'big5'
  const learn = (...bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    const [char, more] = Array.from(text)
    if (char === undefined || more !== undefined || char === '\ufffd') return false
    if (char.charCodeAt(0) < 0x80) return true
    if (!codes.has(char) || (isBig5 && lastInBig5.includes(char))) codes.set(char, bytes)
    return true
  }
  for (let lead = 0x80; lead <= 0xff; lead += 1) {
    if (learn(lead)) continue
    if (decoder.encoding === 'shift_jis' && (lead === 0xed || lead === 0xee)) continue
    if (isBig5 && lead < 0xa1) continue
    for (let trail = 0x40; trail <= 0xfe; trail += 1) learn(lead, trail)
  }
  const walk = (ranges: (typeof longer)[string], bytes: readonly number[]) => {
    const [range, ...rest] = ranges
    if (!range) return void learn(...bytes)
    for (let byte = range[0]; byte <= range[1]; byte += 1) walk(rest, [...bytes, byte])
  }
  const ranges = longer[decoder.encoding]
  if (ranges) walk(ranges, [])
  // In a set of longer codes these are what platforms make of a byte that means nothing; they differ in it.
  const isLong = Array.from(codes.values()).some((bytes) => bytes.length > 1)
  if (isLong) for (const [char, bytes] of codes) if (bytes.length === 1 && meaningless.test(char)) codes.delete(char)
  return codes
}
