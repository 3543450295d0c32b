/*
 * An account without the right at a verb. Where it is known, nothing is sent and the reason names the privilege, with the same
 * rule as the button. Where it is not known yet the host refuses, and the run names privilege and object; it is known then.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { HostRequest } from '@/lib/hardware/host-request'
import { canChangeHost } from '@/lib/runs/host-can'
import { lackingForRequest } from '@/lib/runs/needed-privileges'
import type { RunOutcome, RunView } from '@/lib/runs/run'
import { vmCan } from '@/lib/runs/vm-can'
import type { RunRequest } from '@/lib/runs/verb'
import { canTakeFiles, canTakeIntoFolder, canTakeIntoPool } from '@/lib/runs/vm-places'
import { knownValue } from '@/lib/testing/known-value'
import { moid } from '@/lib/vsphere/ids'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { startSimulator } from '../../simulator/start/start-simulator'
import { openFileRig, valueOf } from '../files/testing/file-rig'

const user = 'limited'
const by = { kind: 'person', name: 'tester' } as const
const config = (part: string) => `VirtualMachine.Config.${part}`
const interact = (part: string) => `VirtualMachine.Interact.${part}`
const provisioning = (part: string) => `VirtualMachine.Provisioning.${part}`

let at: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  at = await open()
})
afterAll(async () => {
  await at.rig.close()
  await at.host.close()
})

async function open() {
  const host = await startSimulator({
    product: 'vcenter',
    speed: 0,
    counters: false,
    accounts: [{ user, password: 'p' }],
  })
  const rig = await openFileRig({ port: host.port, user, password: 'p' })
  await rig.ended(await rig.runs.start(rig.key(vm), { verb: 'powerOff' }, by))
  await rig.until(() => rig.vm(vm).powerState === 'poweredOff')
  const hostNamed = (name: string) => [...rig.inventory.hosts.values()].find((one) => one.name === name)!
  const places = valueOf(await rig.ask.readVmPlaces(rig.key(vm)))
  const devices = knownValue((await rig.inventory.readVmDetail(rig.vm(vm).moid)).devices)
  const device = (type: RegExp) => {
    const { key, label } = devices.find((one) => type.test(one.type))! // the VM has one of each
    return { deviceKey: key, deviceLabel: label }
  }
  return { host, rig, hostNamed, places, device }
}

/** One that is off, with a disk, a card and a drive; its fellow is on. */
const vm = 'web-01'
const gib = 2 ** 30
type Made = Awaited<ReturnType<typeof open>>

/** What is asked for, and the privilege without which the host refuses it, on the VM. */
const onTheVm: readonly (readonly [string, string, (of: Made) => RunRequest])[] = [
  [
    'addDisk',
    config('AddNewDisk'),
    () => ({ verb: 'addDisk', capacityBytes: gib, format: 'thin', mode: 'persistent' }),
  ],
  [
    'attachDisk',
    config('AddExistingDisk'),
    () => ({ verb: 'attachDisk', path: '[san-01] nothing/there.vmdk', mode: 'persistent' }),
  ],
  [
    'growDisk',
    config('DiskExtend'),
    ({ device }) => ({ verb: 'growDisk', ...device(/Disk$/), capacityBytes: 900 * gib }),
  ],
  [
    'setDiskMode',
    config('EditDevice'),
    ({ device }) => ({ verb: 'setDiskMode', ...device(/Disk$/), mode: 'independent_persistent' }),
  ],
  [
    'detachDisk',
    config('RemoveDisk'),
    ({ device }) => ({ verb: 'detachDisk', ...device(/Disk$/), deleteFiles: false }),
  ],
  [
    'addNic',
    config('AddRemoveDevice'),
    ({ host }) => ({ verb: 'addNic', adapter: 'VirtualVmxnet3', network: lan(host), startConnected: true }),
  ],
  [
    'editNic',
    config('EditDevice'),
    ({ device }) => ({ verb: 'editNic', ...device(/Vmxnet3|E1000/), mac: '00:50:56:01:02:03' }),
  ],
  ['removeNic', config('AddRemoveDevice'), ({ device }) => ({ verb: 'removeNic', ...device(/Vmxnet3|E1000/) })],
  [
    'addDrive',
    config('AddRemoveDevice'),
    () => ({ verb: 'addDrive', drive: 'cdrom', media: { is: 'client' }, startConnected: false }),
  ],
  [
    'editDrive',
    interact('SetCDMedia'),
    ({ device }) => ({
      verb: 'editDrive',
      ...device(/Cdrom/),
      media: { is: 'file', path: '[san-01] iso/debian-12.7.0-amd64-netinst.iso' },
    }),
  ],
  ['removeDrive', config('AddRemoveDevice'), ({ device }) => ({ verb: 'removeDrive', ...device(/Cdrom/) })],
  ['setBoot', config('Settings'), () => ({ verb: 'setBoot', entersSetup: true })],
  ['setHotAdd', config('Memory'), () => ({ verb: 'setHotAdd', memory: true })],
  ['setHotAdd', config('CPUCount'), () => ({ verb: 'setHotAdd', cpu: true })],
  ['setNote', config('Annotation'), () => ({ verb: 'setNote', note: 'x' })],
  ['clone', provisioning('Clone'), () => ({ verb: 'clone', name: 'never made' })],
  ['clone', provisioning('CreateTemplateFromVM'), () => ({ verb: 'clone', name: 'never made', template: true })],
  ['markAsTemplate', provisioning('MarkAsTemplate'), () => ({ verb: 'markAsTemplate' })],
  [
    'migrate',
    'Resource.ColdMigrate',
    ({ hostNamed }) => ({ verb: 'migrate', host: hostNamed('esx-02.example.net').moid }),
  ],
  ['relocate', 'Resource.ColdMigrate', ({ places }) => ({ verb: 'relocate', datastore: storeNamed(places, 'san-02') })],
  [
    'moveToFolder',
    'VirtualMachine.Inventory.Move',
    ({ places }) => ({ verb: 'moveToFolder', folder: places.folders[0]!.moid }),
  ],
  ['unregister', 'VirtualMachine.Inventory.Unregister', () => ({ verb: 'unregister' })],
  ['destroy', 'VirtualMachine.Inventory.Delete', () => ({ verb: 'destroy', vmName: vm })],
]

const lan = (host: Made['host']) =>
  moid(host.world.byType('Network').find(({ props }) => props['name'] === 'VM Network')!.ref.value) // the preset has it
const storeNamed = ({ datastores }: Made['places'], name: string) => datastores.find((one) => one.name === name)!.moid

const outcomeOf = ({ state }: RunView): RunOutcome | undefined => (state.at === 'ended' ? state.outcome : undefined)

describe('on the VM', () => {
  test.each(onTheVm)('%s without %s', async (_verb, privilege, make) => {
    const { host, rig } = at
    const request = make(at)
    // Two may be asked for one thing: the host names whichever is missing.
    const deny = privilege === config('Annotation') ? [privilege, config('Rename')] : [privilege]
    host.limit(user, { denyOn: { [vm]: deny } })
    const first = outcomeOf(await rig.ended(await rig.runs.start(rig.key(vm), request, by)))
    if (first?.kind !== 'refused') {
      expect(first).toMatchObject({ kind: 'failed', fault: { type: 'NoPermission' } })
      if (first?.kind === 'failed') expect(faultSentence(first.fault)).toContain(`on VM "${vm}"`)
      if (first?.kind === 'failed') expect(deny.some((one) => faultSentence(first.fault).includes(one))).toBe(true)
    }
    const { missing, view } = await vi.waitFor(async () => {
      const before = await rig.inventory.readBeforeRun(rig.vm(vm).moid)
      expect(before.missing).toContain(privilege)
      return before
    })
    // What the button and the form say.
    const can = vmCan(request.verb, view, { connectionLive: true, server: 'vcenter', missing })
    expect(can.ok ? lackingForRequest(request, missing, view) : can.because).toContain(privilege)
    const again = await rig.ended(await rig.runs.start(rig.key(vm), request, by))
    expect(outcomeOf(again)).toMatchObject({
      kind: 'refused',
      refusal: { because: expect.stringContaining(privilege) },
    })
    expect(again.steps.map(({ event }) => event.kind)).not.toContain('start-sent')
    host.limit(user, {})
  })
})

/** What a VM goes to: there the run finds out, and names the place as people do; forms read it before. */
const onThePlace: readonly (readonly [string, string, string, (of: Made) => RunRequest])[] = [
  [
    'Resource.AssignVMToPool',
    'resource pool',
    'Batch',
    ({ places }) => ({ verb: 'moveToPool', pool: poolNamed(places, 'Batch') }),
  ],
  [
    'Resource.AssignVMToPool',
    'resource pool',
    'Batch',
    ({ places }) => ({ verb: 'clone', name: 'never made', pool: poolNamed(places, 'Batch') }),
  ],
  [
    'VirtualMachine.Inventory.CreateFromExisting',
    'folder',
    'Databases',
    ({ places }) => ({ verb: 'clone', name: 'never made', folder: folderNamed(places, 'Databases') }),
  ],
  [
    'VirtualMachine.Inventory.Move',
    'folder',
    'Databases',
    ({ places }) => ({ verb: 'moveToFolder', folder: folderNamed(places, 'Databases') }),
  ],
  [
    'Datastore.AllocateSpace',
    'datastore',
    'san-02',
    ({ places }) => ({ verb: 'relocate', datastore: storeNamed(places, 'san-02') }),
  ],
  [
    'Datastore.AllocateSpace',
    'datastore',
    'san-02',
    ({ places }) => ({
      verb: 'addDisk',
      capacityBytes: gib,
      format: 'thin',
      mode: 'persistent',
      datastore: storeNamed(places, 'san-02'),
    }),
  ],
  [
    'Network.Assign',
    'network',
    'VM Network',
    ({ host }) => ({ verb: 'addNic', adapter: 'VirtualVmxnet3', network: lan(host), startConnected: true }),
  ],
]

const poolNamed = ({ pools }: Made['places'], name: string) => pools.find(({ path }) => path.at(-1) === name)!.moid
const folderNamed = ({ folders }: Made['places'], name: string) =>
  folders.find(({ path }) => path.at(-1) === name)!.moid

describe('on what it goes to', () => {
  test.each(onThePlace)('%s on the %s "%s"', async (privilege, what, place, make) => {
    const { host, rig } = at
    const request = make(at)
    host.limit(user, { denyOn: { [place]: [privilege] } })
    const outcome = outcomeOf(await rig.ended(await rig.runs.start(rig.key(vm), request, by)))
    expect(outcome).toMatchObject({ kind: 'failed', fault: { type: 'NoPermission' } })
    if (outcome?.kind === 'failed') expect(faultSentence(outcome.fault)).toContain(`${privilege} on ${what} "${place}"`)
    host.limit(user, {})
  })

  test('the choices of a form say so before', async () => {
    const { host, rig } = at
    const denied = {
      Batch: ['Resource.AssignVMToPool'],
      Databases: ['VirtualMachine.Inventory.CreateFromExisting', 'VirtualMachine.Inventory.Move'],
      'san-02': ['Datastore.AllocateSpace'],
    }
    host.limit(user, { denyOn: denied })
    await rig.runs.start(rig.key(vm), { verb: 'moveToPool', pool: poolNamed(at.places, 'Batch') }, by).then(rig.ended)
    const { pools, folders, datastores } = valueOf(await rig.ask.readVmPlaces(rig.key(vm)))
    const no = (privilege: string) => ({ ok: false, because: `Andon’s account lacks ${privilege}` })
    const called = <Place extends { path: string[] }>(all: readonly Place[], name: string) =>
      all.find(({ path }) => path.at(-1) === name)!
    expect(canTakeIntoPool(called(pools, 'Batch'))).toEqual(no('Resource.AssignVMToPool'))
    expect(canTakeIntoPool(called(pools, 'Production'))).toEqual({ ok: true })
    expect(canTakeIntoFolder(called(folders, 'Databases'), 'clone')).toEqual(
      no('VirtualMachine.Inventory.CreateFromExisting'),
    )
    expect(canTakeIntoFolder(called(folders, 'Databases'), 'move')).toEqual(no('VirtualMachine.Inventory.Move'))
    expect(canTakeFiles(datastores.find(({ name }) => name === 'san-02')!)).toEqual(no('Datastore.AllocateSpace'))
    expect(canTakeFiles(datastores.find(({ name }) => name === 'san-01')!)).toEqual({ ok: true })
    host.limit(user, {})
  })
})

describe('on a host', () => {
  const requests: readonly (readonly [string, HostRequest])[] = [
    ['Host.Config.AutoStart', { do: 'setAutostart', change: { defaults: { enabled: true } } }],
    ['Host.Config.Network', { do: 'addSwitch', name: 'never made', settings: {} }],
    ['Host.Config.Network', { do: 'addPortGroup', name: 'never made', settings: { switchName: 'vSwitch0', vlan: 1 } }],
    ['Host.Config.Storage', { do: 'rescan', what: 'adapters' }],
  ]
  test.each(requests)('%s: %o', async (privilege, request) => {
    const { host, rig, hostNamed } = at
    const { key, moid: id, name } = hostNamed('esx-02.example.net')
    host.limit(user, { denyOn: { [id]: [privilege] } })
    const begun = await rig.runs.changeHost(key, request, by)
    if (begun.ok) {
      const outcome = outcomeOf(await rig.ended(begun))
      expect(outcome).toMatchObject({ kind: 'failed', fault: { type: 'NoPermission' } })
      if (outcome?.kind === 'failed') expect(faultSentence(outcome.fault)).toContain(`${privilege} on host "${name}"`)
    } else {
      // Known from the request before it.
      expect(begun.error.sentence).toContain(privilege)
    }
    await vi.waitFor(async () => {
      const { missing } = knownValue(valueOf(await rig.ask.readHostNetwork(key)))
      expect(canChangeHost(request.do, { connectionLive: true, missing })).toMatchObject({
        because: expect.stringContaining(privilege),
      })
    })
    host.limit(user, {})
  })
})

describe('in a folder and on a datastore', () => {
  const newVm = {
    guestId: 'debian12_64Guest',
    cpuCount: 1,
    memoryMiB: 512,
    diskController: 'ParaVirtualSCSIController',
    disks: [],
    nicType: 'VirtualVmxnet3',
    networks: [],
  } as const

  test('a VM is made: the form names the privilege, and so does the run', async () => {
    const { host, rig } = at
    const store = rig.datastore('san-01')
    host.limit(user, { denyOn: { Folder: ['VirtualMachine.Inventory.Create'] } })
    const view = await rig.ended(
      await rig.ask.startFileTask(store, {
        do: 'createVm',
        name: 'never made',
        vm: { ...newVm, disks: [], networks: [] },
      }),
    )
    expect(JSON.stringify(outcomeOf(view))).toContain('VirtualMachine.Inventory.Create')
    expect(valueOf(await rig.ask.readNewVmOptions(store, undefined))).toMatchObject({
      lacks: 'VirtualMachine.Inventory.Create',
    })
    host.limit(user, {})
    await rig.ask.readNewVmOptions(store, undefined)
  })

  test('a VM is registered or defined: nothing is put in place for it', async () => {
    const { host, rig } = at
    const store = rig.datastore('san-01')
    host.limit(user, { denyOn: { Folder: ['VirtualMachine.Inventory.Register'] } })
    const registered = await rig.ended(
      await rig.ask.startFileTask(store, { do: 'registerVm', path: 'web-01/web-01.vmx', name: 'never' }),
    )
    expect(JSON.stringify(outcomeOf(registered))).toContain('VirtualMachine.Inventory.Register')
    const text = 'config.version = "8"\nvirtualHW.version = "13"\ndisplayName = "never defined"\nguestOS = "other-64"\n'
    const definition = { base64: Buffer.from(text).toString('base64') }
    const look = valueOf(await rig.ask.readDefinition(store, definition))
    expect(look).toMatchObject({ obstacles: [expect.stringContaining('VirtualMachine.Inventory.Register')] })
    expect(await rig.ask.defineVm(store, definition)).toMatchObject({
      ok: false,
      error: { sentence: expect.stringContaining('VirtualMachine.Inventory.Register') },
    })
    host.limit(user, {})
  })
})
