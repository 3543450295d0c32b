/*
 * Files that are not what they were: an image that vanished, a disk that another VM has, whether Andon sees that VM or not, a
 * disk on which the disk of another VM is based.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunRequest } from '@/lib/runs/verb'
import { knownValue } from '@/lib/testing/known-value'
import { faultSentence, rawFault } from '@/lib/vsphere/wire-sentence'
import { startSimulator } from '../../simulator/start/start-simulator'
import { openFileRig } from '../files/testing/file-rig'

const by = { kind: 'person', name: 'tester' } as const
const vm = '100% test'
const iso = '[datastore1] iso/debian-12.7.0-amd64-netinst.iso'

let at: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  at = await open()
})
afterAll(async () => {
  await at.rig.close()
  await at.host.close()
})

async function open() {
  const host = await startSimulator({ speed: 0, accounts: [{ user: 'limited', password: 'p' }] })
  const rig = await openFileRig({ port: host.port, user: 'limited', password: 'p' })
  const run = async (name: string, request: RunRequest) => rig.ended(await rig.runs.start(rig.key(name), request, by))
  const outcome = async (name: string, request: RunRequest) => {
    const { state } = await run(name, request)
    return state.at === 'ended' ? state.outcome : undefined
  }
  const devices = async (name: string, type: RegExp) =>
    knownValue((await rig.inventory.readVmDetail(rig.vm(name).moid)).devices).filter((one) => type.test(one.type))
  return { host, rig, run, outcome, devices }
}

test('an image that vanished is not put into a drive, and is named', async () => {
  const { rig, outcome } = at
  const add = { verb: 'addDrive', drive: 'cdrom', startConnected: true } as const
  const vanished = (path: string) => rig.runs.start(rig.key(vm), { ...add, media: { is: 'file', path } }, by)
  for (const path of ['[datastore1] iso/vanished.iso', '[datastore1] no such folder/a.iso'])
    expect(await vanished(path)).toMatchObject({
      ok: false,
      error: { sentence: `${path} is not there. Nothing was changed.` },
    })
  expect(await outcome(vm, { ...add, media: { is: 'file', path: iso } })).toEqual({ kind: 'succeeded' })
})

test('one that vanished later does not stop the VM, and its drive is shown as not connected', async () => {
  const { rig, run, devices } = at
  const store = rig.datastore('datastore1')
  await rig.ended(
    await rig.ask.startFileTask(store, { do: 'delete', what: 'file', path: iso.replace('[datastore1] ', '') }),
  )
  const view = await run(vm, { verb: 'powerOn' })
  expect(view.state).toMatchObject({ outcome: { kind: 'succeeded' } })
  expect((await devices(vm, /Cdrom/)).map(({ connected }) => connected)).not.toContain(true)
  expect((await rig.ended(await rig.runs.start(rig.key(vm), { verb: 'powerOff' }, by))).state.at).toBe('ended')
})

test('a disk of a VM that the account does not see is refused by the host, in its words', async () => {
  const { host, rig, outcome, devices } = at
  const [disk] = await devices('web-frontend', /Disk$/)
  const path = disk?.disk?.path ?? ''
  host.limit('limited', { denyOn: { 'web-frontend': ['*'] } })
  host.expireSessions()
  await rig.until(() => ![...rig.inventory.vms.values()].some(({ name }) => name === 'web-frontend'))
  // One that is off is given it: who has it locked is found when it starts.
  expect(await outcome(vm, { verb: 'attachDisk', path, mode: 'persistent' })).toEqual({ kind: 'succeeded' })
  const refused = await outcome(vm, { verb: 'powerOn' })
  expect(refused).toMatchObject({ kind: 'failed', fault: { type: 'FileLocked' } })
  if (refused?.kind === 'failed') expect(rawFault(refused.fault)).toContain('Failed to lock the file')
  if (refused?.kind === 'failed') expect(refused.fault.heldBy).toBeUndefined()
  host.limit('limited', {})
  host.expireSessions()
  await rig.until(() => [...rig.inventory.vms.values()].some(({ name }) => name === 'web-frontend'))
})

test('at a power-on that fails over a disk, the VM that has it is named as soon as the account sees it', async () => {
  const { outcome } = at
  const named = await outcome(vm, { verb: 'powerOn' })
  if (named?.kind !== 'failed') throw new Error('it has started')
  const [holder] = named.fault.heldBy ?? []
  expect(holder).toMatchObject({ name: 'web-frontend', powerState: 'poweredOn' })
  expect(faultSentence(named.fault)).toContain(`"web-frontend" has ${holder?.path}, and is on at ${holder?.host}.`)
})

test('a disk on which the disk of another VM is based is not deleted as it is detached', async () => {
  const { host, outcome, devices } = at
  const [disk] = await devices(vm, /Disk$/)
  if (!disk?.disk?.path) throw new Error('no disk')
  const layout = { file: [{ key: 0, name: disk.disk.path, type: 'diskDescriptor', size: 1n, accessible: true }] }
  host.update('café-01', { layoutEx: { ...layout, timestamp: new Date() } })
  const detach = { verb: 'detachDisk', deviceKey: disk.key, deviceLabel: disk.label } as const
  expect(await outcome(vm, { ...detach, deleteFiles: true })).toMatchObject({
    kind: 'refused',
    refusal: {
      because: expect.stringContaining(
        '"café-01" uses this disk too, attached or as the base of its own. Detach it without its files.',
      ),
    },
  })
  expect(await outcome(vm, { ...detach, deleteFiles: false })).toEqual({ kind: 'succeeded' })
})
