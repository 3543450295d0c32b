import type { XmlElement } from './element'
import type { Taking } from './taking'

/** Bytes of each unit that libvirt knows; KiB is meant where none is named. */
const units: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  tb: 1000 ** 4,
  k: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gib: 1024 ** 3,
  t: 1024 ** 4,
  tib: 1024 ** 4,
}

/** An amount of memory in KiB, rounded up; undefined where there is none, or where it is refused. */
export function kibOf(amount: XmlElement | undefined, name: string, taking: Taking): number | undefined {
  if (amount === undefined) return undefined
  const text = taking.ownText(amount).trim()
  const unit = taking.attribute(amount, 'unit') ?? 'KiB'
  const bytes = units[unit.toLowerCase()]
  const value = Number(text)
  if (bytes === undefined) return taking.refuse(`<${name}> has the unit "${unit}", which is none.`)
  if (!/^\d{1,15}$/.test(text) || !Number.isSafeInteger(value * bytes)) {
    return taking.refuse(`<${name}> holds "${text}", which is no amount.`)
  }
  const kib = Math.ceil((value * bytes) / 1024)
  return kib === 0 && name === 'memory' ? taking.refuse('<memory> is 0.') : kib
}
