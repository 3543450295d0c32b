import { afterAll, expect, test } from 'vitest'
import { directoryOf, splitDatastorePath } from '@/lib/names/datastore-path'
import { leftBehind } from '@/lib/runs/fold-run'
import type { StepEvent } from '@/lib/runs/run'
import { moRef, splitKey, type RunId } from '@/lib/vsphere/ids'
import { diskManager } from '../files/managers'
import { readPlace } from '../files/place'
import { registerParameters } from '../files/register'
import { refValue } from '../vsphere/wire-value'
import { copyHost, outcomeOf, source } from './testing/copy-host'

/** Copies in whose middle Andon was stopped: what the next process makes of them. */

const { open, close } = copyHost()
afterAll(close)

const folderSent: StepEvent = { kind: 'start-sent', method: 'MakeDirectory' }
const folderMade: StepEvent = { kind: 'started', method: 'MakeDirectory' }
const diskSent: StepEvent = { kind: 'start-sent', method: 'CopyVirtualDisk_Task' }
const registerSent: StepEvent = { kind: 'start-sent', method: 'RegisterVM_Task' }

/** A copy as the process before this one left it, taken up by the next. */
async function left(name: string, events: StepEvent[], on?: string): Promise<RunId> {
  const run = await begun(name, events, on)
  await (await open()).rig.takeUp()
  return run
}
async function begun(name: string, events: StepEvent[], on = 'datastore1'): Promise<RunId> {
  const { rig, by } = await open()
  const { run } = await rig.store.journal.openRun({
    connection: rig.inventory.id,
    kind: 'vmCopy',
    subjects: [
      { kind: 'vm', key: rig.key(source), name: source },
      { kind: 'datastorePath', datastore: rig.datastore(on), datastoreName: on, path: name },
    ],
    request: { verb: 'copy', name },
    actor: by,
  })
  for (const event of events)
    await rig.store.journal.append({ run, connection: rig.inventory.id, actor: { kind: 'andon' }, event })
  return run
}
const overOf = async (run: RunId) => (await open()).rig.untilRun(run, ({ state }) => state.at === 'ended')
const makeFolder = async (name: string, within = '') => {
  const { rig, ended } = await open()
  const request = { do: 'makeFolder', folder: within, name } as const
  await ended(await rig.ask.startFileTask(rig.datastore('datastore1'), request))
}

test('what it had made is taken away by its next life', async () => {
  const { names } = await open()
  await makeFolder('half')
  const view = await overOf(await left('half', [folderSent, folderMade, diskSent]))
  expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { message: 'It was cut: Andon was stopped.' } })
  expect(await names('')).not.toContain('half')
})

test('two that were copying disks at once are cut and taken away, though the host does not say whose task is whose', async () => {
  const { rig, names, inventory } = await open()
  const both = ['first of two', 'second of two']
  for (const name of both) await makeFolder(name)
  const access = inventory.access()
  const at = splitDatastorePath([...inventory.vms.values()].find(({ name }) => name === source)?.vmxPath ?? '')
  const folder = directoryOf(at.ok ? at.path : '')
  const disk = (await names(folder)).find((name) => name.endsWith('.vmdk'))
  const runs: RunId[] = []
  for (const name of both) runs.push(await begun(name, [folderSent, folderMade, diskSent]))
  for (const name of both)
    await access.call('CopyVirtualDisk_Task', diskManager(access), {
      sourceName: `[datastore1] ${folder}/${disk}`,
      destName: `[datastore1] ${name}/${name}.vmdk`,
      force: false,
    })
  await rig.takeUp()
  const views = await Promise.all(runs.map(overOf))
  const cut = { kind: 'failed', fault: { message: 'It was cut: Andon was stopped.' } }
  expect(views.map(outcomeOf)).toMatchObject([cut, cut])
  expect(await names('')).not.toEqual(expect.arrayContaining([expect.stringContaining('of two')]))
})

test('two that were being registered at once: one is, and the call of the other never came', async () => {
  const { rig, copy, names, inventory, until } = await open()
  const [came, lost] = ['registered of two', 'never registered of two']
  const access = inventory.access()
  for (const name of [came, lost]) {
    await copy(source, { name })
    await until(() => [...inventory.vms.values()].some((vm) => vm.name === name))
    const made = [...inventory.vms.values()].find((vm) => vm.name === name)
    await access.call('UnregisterVM', moRef('VirtualMachine', made!.moid), {})
    await until(() => ![...inventory.vms.values()].some((vm) => vm.name === name))
  }
  const runs: RunId[] = []
  for (const name of [came, lost]) runs.push(await begun(name, [folderSent, folderMade, registerSent]))
  const place = await readPlace(access, splitKey(rig.datastore('datastore1'))!.moid)
  const { folder, pool, host } = await registerParameters(access, place, undefined)
  await access.call('RegisterVM_Task', folder, {
    path: `[datastore1] ${came}/${came}.vmx`,
    name: came,
    asTemplate: false,
    pool: refValue(pool),
    host: refValue(host),
  })
  await rig.takeUp()
  const [first, second] = await Promise.all(runs.map(overOf))
  expect(outcomeOf(first!)).toMatchObject({ kind: 'succeeded', made: expect.any(String) })
  expect(outcomeOf(second!)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
  expect(await names('')).not.toContain(lost)
})

test('a folder that may be of somebody else, since the reply to its own call is missing, stays with what is in it', async () => {
  const { names } = await open()
  await makeFolder('whose')
  await makeFolder('theirs', 'whose')
  const view = await overOf(await left('whose', [folderSent]))
  const said = /What was copied lies at \[datastore1\] whose: Whether Andon made this folder is not known/
  expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { message: expect.stringMatching(said) } })
  expect(await names('whose')).toEqual(['theirs'])
})

test('a VM in a folder of the same name on another datastore is not taken for the copy', async () => {
  const { inventory } = await open()
  const another = [...inventory.vms.values()].find(({ vmxPath }) => vmxPath?.startsWith('[datastore1] '))
  const folder = /^\[datastore1\] (.+)\/[^/]+$/.exec(another?.vmxPath ?? '')?.[1] ?? ''
  const view = await overOf(await left(folder, [folderSent, folderMade, registerSent], 'scratch'))
  expect(outcomeOf(view)).toMatchObject({ kind: 'failed', fault: { type: 'StartNotTaken' } })
})

test('files of which a VM has been registered stay, whoever registered it', async () => {
  const { copy, names, inventory, until } = await open()
  const name = 'registered by hand'
  await copy(source, { name })
  await until(() => [...inventory.vms.values()].some((vm) => vm.name === name))
  const before = await names(name)
  const view = await overOf(await left(name, [folderSent, folderMade, diskSent]))
  expect(outcomeOf(view)).toMatchObject({
    kind: 'failed',
    fault: { message: expect.stringContaining('A VM is registered from it.') },
  })
  expect(await names(name)).toEqual(before)
})

test('what a journal from a backup does not know of is left alone, and said to be looked at', async () => {
  const { names } = await open()
  await makeFolder('after the backup')
  const restored: StepEvent = { kind: 'restored', until: '2026-11-28T20:00:00.000Z' }
  const view = await overOf(await left('after the backup', [folderSent, folderMade, diskSent, restored]))
  expect(outcomeOf(view)).toMatchObject({
    kind: 'lost',
    reason: expect.stringContaining('Look at [datastore1] after the backup.'),
  })
  expect(await names('')).toContain('after the backup')
})

test('a folder that could not be removed when its run ended is not removed later: it may be of another copy by then', async () => {
  const { rig, names } = await open()
  await makeFolder('removed by hand, and made anew')
  const temporary = 'later.bin.0a1b2c3d.andon-upload'
  await makeFolder(temporary)
  const fault = { type: 'cut', message: 'cut', chain: [] }
  const cleared = (of: string): StepEvent => ({ kind: 'cleared', temporary: of, left: 'It is in use.' })
  const name = 'removed by hand, and made anew'
  await left(name, [folderSent, folderMade, cleared(name), { kind: 'ended', outcome: { kind: 'failed', fault } }])
  const datastore = rig.datastore('datastore1')
  const upload = await rig.store.journal.openRun({
    connection: rig.inventory.id,
    kind: 'upload',
    subjects: [{ kind: 'datastorePath', datastore, datastoreName: 'datastore1', path: 'later.bin' }],
    request: { bytes: 1, overwrite: false },
    actor: { kind: 'andon' },
  })
  const events: StepEvent[] = [
    { kind: 'writing', temporary, bytes: 1 },
    cleared(temporary),
    { kind: 'ended', outcome: { kind: 'failed', fault } },
  ]
  for (const event of events)
    await rig.store.journal.append({ ...upload, connection: rig.inventory.id, actor: { kind: 'andon' }, event })
  await rig.takeUp()
  await rig.untilRun(upload.run, (run) => leftBehind(run) === undefined)
  expect(await names('')).toContain(name)
})
