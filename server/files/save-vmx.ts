import { formatBytes } from '@/lib/format/quantity'
import { canSaveVmx, type VmxSave, type VmxSaved } from '@/lib/files/vmx-file'
import { diffVmx, type VmxChange } from '@/lib/vmx/diff'
import { mostBytes, parseVmx, type VmxDocument } from '@/lib/vmx/document'
import { editVmx } from '@/lib/vmx/edit'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import { taskLabel } from '@/lib/vsphere/task-label'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory } from '../inventory/contract'
import { Refused, toConsoleError } from '../errors/console-error'
import { checksumOf, discard, fileLength, readFile, statusError, type FileAt } from './folder-http'
import { exchangeAt } from './folder-address'
import { moveMethod, placingOf, putInPlace, temporaryPath, type WriteSteps } from './temporary'
import { readVmxPlace } from './vmx-place'

/** A save that may begin; nothing has been changed yet. */
export type VmxSaving = {
  inventory: Inventory
  vm: Moid
  at: FileAt
  datastorePath: string
  expectedChecksum: string
  after: Uint8Array
  /** The values that become different, in words, without secrets. Undefined: the file is that already. */
  changes: string | undefined
}

/** Looks whether a configuration file can be saved. Rejects with Refused, VimFault or WireError. */
export async function prepareVmxSave(inventory: Inventory, vm: Moid, save: VmxSave): Promise<VmxSaving> {
  await refuseBusy(inventory, vm)
  const { at, datastorePath } = await readVmxPlace(inventory.access(), vm, [])
  const { expectedChecksum } = save
  const old = parseVmx(await readUnchanged(at, expectedChecksum))
  const wanted = wantedDocument(old, save)
  const after = wanted.bytes
  if (after.length > mostBytes) {
    const sentence = `The file would have ${formatBytes(after.length)}; at most ${formatBytes(mostBytes)} are saved.`
    throw new Refused({ code: 'too-large', sentence })
  }
  const changes = checksumOf(after) === expectedChecksum ? undefined : changesInWords(diffVmx(old, wanted))
  return { inventory, vm, at, datastorePath, expectedChecksum, after, changes }
}

/**
 * Saves a VM's configuration file and has the host read it again.
 *
 * The new file is written beside the old one and moved over it: a PUT onto the file itself would leave half a
 * configuration behind when it is cut, and a host reads whatever is there. The file is read again right before the
 * move, so that somebody else's change in the meantime is found; hosts have no way to do both in one step.
 *
 * Rejects with Refused (`changed-elsewhere`, `not-powered-off`, `vm-busy`, `too-large`, `not-editable`), VimFault or
 * WireError; the old file is then still there.
 */
export async function saveVmx(saving: VmxSaving, steps: WriteSteps): Promise<VmxSaved> {
  const { inventory, vm, at, datastorePath, expectedChecksum, after } = saving
  const temporary = temporaryPath(at.path)
  await steps.writing(temporary, after.length, checksumOf(after))
  let isPlacing = false
  try {
    await putWhole({ ...at, path: temporary }, after)
    await readUnchanged(at, expectedChecksum)
    await refuseBusy(inventory, vm)
    await steps.placing(moveMethod)
    isPlacing = true
    await putInPlace(at, temporary, true)
  } catch (error) {
    const placing = isPlacing ? placingOf(error) : 'no'
    if ((await steps.settle({ temporary, isSettled: true, placing })) !== 'placed') throw error
  }
  const notReloaded = await reloadVm(inventory, vm)
  // A host may write the file anew in its own way when it reads it.
  const now = await readFile(at, mostBytes).catch(() => after)
  return { path: datastorePath, checksum: checksumOf(now), ...withoutUndefined({ notReloaded }) }
}

/** The host's own word, read now: not the one that the screen had. */
async function refuseBusy(inventory: Inventory, vm: Moid): Promise<void> {
  const { view, question, unfinishedTasks } = await inventory.readBeforeRun(vm)
  const verdict = canSaveVmx(view.powerState, view.connectionState)
  if (!verdict.ok) throw new Refused({ code: 'not-powered-off', sentence: verdict.because })
  const [task] = unfinishedTasks
  if (question) throw busy('The VM waits for an answer, so its configuration file is left alone.')
  if (task) throw busy(`${taskLabel(task)} is working on the VM, so its configuration file is left alone.`)
}

const busy = (sentence: string) => new Refused({ code: 'vm-busy', sentence })

async function readUnchanged(at: FileAt, expectedChecksum: string): Promise<Buffer> {
  const bytes = await readFile(at, mostBytes)
  if (checksumOf(bytes) === expectedChecksum) return bytes
  throw new Refused({
    code: 'changed-elsewhere',
    sentence: 'Somebody else has changed the file since it was read here. Nothing was saved, and their change is kept.',
    wayOut: 'Read it again, and make your change to what it says now.',
  })
}

function wantedDocument(old: VmxDocument, save: VmxSave): VmxDocument {
  if ('edits' in save) {
    const edited = editVmx(old, save.edits)
    if (edited.ok) return edited.document
    throw new Refused({ code: 'not-editable', sentence: edited.because })
  }
  const wanted = parseVmx(new Uint8Array(Buffer.from(save.base64, 'base64')))
  const known = new Set(old.problems.map(({ kind, sentence }) => `${kind} ${sentence}`))
  // What was wrong before may stay wrong; nothing new may make the file unreadable.
  const worse = wanted.problems.find(
    ({ kind, sentence }) => (kind === 'syntax' || kind === 'nul') && !known.has(`${kind} ${sentence}`),
  )
  if (worse) {
    const sentence = `With line ${worse.line} like that no host could read the file: ${worse.sentence}`
    throw new Refused({ code: 'not-editable', sentence })
  }
  if (wanted.readOnly !== undefined) throw new Refused({ code: 'not-editable', sentence: wanted.readOnly })
  return wanted
}

/** Writes a whole file, and measures what has arrived. Rejects with Refused or WireError. */
export async function putWhole(at: FileAt, bytes: Uint8Array): Promise<void> {
  const answer = await exchangeAt(at, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  })
  if (answer.status !== 200 && answer.status !== 201) throw await statusError(at, answer)
  discard(answer)
  const length = await fileLength(at)
  if (length === bytes.length) return
  const sentence = `Of ${bytes.length} bytes only ${length ?? 0} arrived on the datastore. Nothing was saved.`
  throw new Refused({ blame: 'wire', code: 'cut', sentence, wayOut: 'Try again.' })
}

/** The file is saved by now, whatever the host makes of it. @returns why it did not take it up. */
export async function reloadVm(inventory: Inventory, vm: Moid): Promise<string | undefined> {
  try {
    await inventory.access().call('Reload', moRef('VirtualMachine', vm))
    return undefined
  } catch (error) {
    return toConsoleError(error).sentence
  }
}

const mostNamed = 8

/** Their values are nobody's business but the host's. */
const isSecret = (key: string) => /passw|secret|token|guestinfo|vnc\.key/i.test(key)

/** Keys and values as they are in the file. */
function changesInWords(changes: readonly VmxChange[]): string {
  if (changes.length === 0) return 'no value changes'
  const words = changes.slice(0, mostNamed).map((change) => {
    if (isSecret(change.key)) return `${change.key} ${change.change}`
    switch (change.change) {
      case 'added':
        return `${change.key} = "${change.after}" added`
      case 'removed':
        return `${change.key} removed`
      case 'changed':
        return `${change.key} "${change.before}" → "${change.after}"`
    }
  })
  const more = changes.length - words.length
  return `${words.join(', ')}${more > 0 ? ` and ${more} more` : ''}`.slice(0, 2_000)
}
