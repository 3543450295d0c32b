import { plainPng, mostScreenBytes, type PlainPng } from '@/lib/screen/plain-png'
import { screenPrivilege } from '@/lib/screen/screen'
import { urlValue } from '@/lib/names/folder-url'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import { lacksSentence } from '@/lib/vsphere/rights'
import { Refused } from '../errors/console-error'
import { discard, readUpTo } from '../files/folder-http'
import type { EndpointAccess } from '../inventory/access'
import type { FileAnswer } from '../vsphere/file-transport'
import { asText } from '../vsphere/wire-value'

/** A host that does not give a picture in this time is asked again later; a page waits for it. */
const patienceMs = 15_000

/** Statuses of a server that has no such address, or has it and gives nothing of this VM. */
const notThere: ReadonlySet<number> = new Set([400, 404, 405, 501])

/**
 * The guest's screen by GET /screen, which changes nothing at the host. Undefined: the VM is on, and its server gives none.
 * Rejects with Refused, VimFault or WireError.
 */
export async function readScreen(access: EndpointAccess, vm: Moid): Promise<PlainPng | undefined> {
  const answer = await access.exchangeFile({
    method: 'GET',
    path: `/screen?id=${urlValue(vm)}`,
    headers: { 'accept-encoding': 'identity' },
    signal: AbortSignal.timeout(patienceMs),
  })
  const { status } = answer
  if (status === 200) return await pictureOf(answer)
  discard(answer)
  if (status === 403)
    throw new Refused({ blame: 'vsphere', code: 'NoPermission', sentence: lacksSentence(screenPrivilege) })
  if (!notThere.has(status)) throw noPicture(`HTTP ${status}`)
  // Of a VM that went off a moment ago there is no screen either.
  const power = asText(
    (await access.read(moRef('VirtualMachine', vm), ['runtime.powerState'])).get('runtime.powerState'),
  )
  if (power === 'poweredOn') return undefined
  throw new Refused({ code: 'not-on', sentence: 'No picture: the VM is not on any more.' })
}

/** The bytes, if they are a picture, whatever the host calls them. */
async function pictureOf(answer: FileAnswer): Promise<PlainPng> {
  const declared = Number(answer.headers['content-length'] ?? 0)
  if (declared > mostScreenBytes) {
    discard(answer)
    throw noPicture(`${declared} bytes`)
  }
  const bytes = await readUpTo(answer, mostScreenBytes)
  if (!bytes) throw noPicture(`more than ${mostScreenBytes} bytes`)
  return checkedPicture(bytes)
}

/** @throws Refused (`no-picture`) for what is no PNG of a sane size. */
export function checkedPicture(bytes: Uint8Array): PlainPng {
  const verdict = plainPng(bytes)
  if (!verdict.ok) throw noPicture(verdict.because)
  return verdict
}

const noPicture = (raw: string) =>
  new Refused({
    blame: 'wire',
    code: 'no-picture',
    sentence: 'What the host sent as the screen is no picture that can be shown.',
    raw,
  })
