import { afterAll, expect, test, vi } from 'vitest'
import type { PlaceRequest } from '@/lib/runs/place-request'
import { moid, type Moid } from '@/lib/vsphere/ids'
import { startSimulator } from '../../simulator/start/start-simulator'
import { volumeOf } from '../../simulator/estate/datastore-files'
import { ref } from '../../simulator/vim25/value'
import { openFileRig, tester, valueOf } from '../files/testing/file-rig'

/** One vCenter for all of them, over real SOAP: each test has VMs of its own. */
let opened: ReturnType<typeof openVCenter> | undefined
const open = () => (opened ??= openVCenter())
afterAll(async () => {
  const { rig, host } = await open()
  await rig.close()
  await host.close()
})

async function openVCenter() {
  const host = await startSimulator({ product: 'vcenter', speed: 0 })
  const rig = await openFileRig(host)
  const by = { kind: 'person', name: tester.username } as const
  const run = async (vm: string, request: PlaceRequest, how?: 'ask me' | 'with defaults') =>
    rig.ended(await rig.runs.start(rig.key(vm), request, by, how))
  const hostMoid = (name: string): Moid => {
    const found = [...rig.inventory.hosts.values()].find((one) => one.name === name)
    if (!found) throw new Error(`no host ${name}`)
    return found.moid
  }
  const places = async (vm: string) => valueOf(await rig.ask.readVmPlaces(rig.key(vm)))
  return { ...rig, rig, host, by, run, hostMoid, places }
}

const outcomeOf = (view: { state: { at: string; outcome?: unknown } }) => view.state.outcome

test('the places that a VM can go to are told with their clusters, paths and states', async () => {
  const { places, hostMoid } = await open()
  const told = await places('web-01')
  expect(told.hosts.find(({ name }) => name === 'esx-04.example.net')).toMatchObject({ inMaintenanceMode: true })
  expect(told.folders.map(({ path }) => path)).toContainEqual(['R&D', '50% done'])
  expect(told.pools.filter(({ path }) => path[0] === 'Production')).toHaveLength(1)
  expect(told.here.host).toBe(told.hosts.find(({ name }) => name === told.here.hostName)?.moid)
  expect(told.datastores.find(({ name }) => name === 'san-01')?.freeBytes).toBeGreaterThan(0)
  expect(hostMoid('edge-01.example.net')).toBe(told.hosts.find(({ name }) => name === 'edge-01.example.net')?.moid)
})

test('a clone is started by a run of its own, whose question waits for a person', async () => {
  const { run, inventory, store, until, untilRun, runs, by } = await open()
  const view = await run('asks-append-or-replace', { verb: 'clone', name: 'copy of it', powerOn: true }, 'ask me')
  expect(outcomeOf(view)).toMatchObject({ kind: 'succeeded' })
  await until(() => [...inventory.vms.values()].some(({ name }) => name === 'copy of it'))
  const made = [...inventory.vms.values()].find(({ name }) => name === 'copy of it')
  expect(outcomeOf(view)).toMatchObject({ made: made?.key })
  await until(() => made !== undefined && inventory.questions.has(made.key))
  const own = (await store.journal.readUnfinishedRuns()).find(({ kind }) => kind === 'vm')
  expect(own).toMatchObject({
    request: { verb: 'powerOn' },
    subjects: [{ name: 'copy of it' }],
    start: 'ask me',
    actor: by,
  })
  const { question } = inventory.questions.get(made!.key)! // waited for above
  expect(question.text).toMatch(/already exists/)
  await runs.cancelRun(own!.id, by)
  await untilRun(own!.id, ({ state }) => state.at !== 'waiting')
})

test('a power-on that a stop of Andon cut off is done after the next start, or said not to be where that is late', async () => {
  const { rig, inventory, store, key, by, untilRun } = await open()
  /** A clone that has ended just before the process did. */
  const cloned = async (made: string) => {
    const { run } = await store.journal.openRun({
      connection: inventory.id,
      kind: 'vm',
      subjects: [{ kind: 'vm', key: key('web-02'), name: 'web-02' }],
      request: { verb: 'clone', name: made, powerOn: true },
      policy: { autoAnswer: false, setBy: 'tester' },
      start: 'with defaults',
      actor: by,
    })
    const outcome = { kind: 'succeeded', made: key(made) } as const
    const event = { kind: 'ended', outcome, following: false } as const
    await store.journal.append({ run, connection: inventory.id, actor: { kind: 'andon' }, event })
  }
  const powerOnsOf = async (made: string) => {
    const { runs } = await store.journal.readHistory({ vm: key(made) })
    return runs.filter((run) => run.kind === 'vm' && run.request.verb === 'powerOn')
  }
  await cloned('build|agent "7"')
  await rig.takeUp()
  const [first] = await vi.waitFor(async () => {
    const found = await powerOnsOf('build|agent "7"')
    expect(found).toHaveLength(1)
    return found
  })
  expect(first).toMatchObject({ actor: by, start: 'with defaults' })
  await untilRun(first!.id, ({ state }) => state.at === 'ended') // one was found
  await cloned('ci-runner-01')
  await rig.takeUp(11 * 60_000)
  const [late] = await vi.waitFor(async () => {
    const found = await powerOnsOf('ci-runner-01')
    expect(found).toMatchObject([{ state: { at: 'ended' } }])
    return found
  })
  expect(outcomeOf(late!)).toMatchObject({
    kind: 'refused',
    refusal: { because: 'Andon was stopped before it came to power the new VM on. Nothing was started.' },
  })
  // Its run is there: the next life does nothing about either.
  await rig.takeUp()
  expect([await powerOnsOf('build|agent "7"'), await powerOnsOf('ci-runner-01')].map(({ length }) => length)).toEqual([
    1, 1,
  ])
})

test('a name that is taken, a host in maintenance and a right that is missing are refused by the server, in words', async () => {
  const { run, hostMoid, ask, inventory } = await open()
  const taken = async (name: string) => valueOf(await ask.readNameTaken(inventory.id, name))
  // The name as people write it: stored it is `db%2fprimary`.
  expect([await taken('db/primary'), await taken('db%2fprimary'), await taken('no such VM')]).toEqual([
    true,
    false,
    false,
  ])
  expect(outcomeOf(await run('web-01', { verb: 'clone', name: 'web-02' }))).toMatchObject({
    kind: 'failed',
    fault: { type: 'DuplicateName' },
  })
  expect(outcomeOf(await run('web-01', { verb: 'migrate', host: hostMoid('esx-04.example.net') }))).toMatchObject({
    kind: 'failed',
    fault: { type: 'InvalidState', message: 'The host esx-04.example.net is in maintenance mode.' },
  })
})

test('a VM goes to a host of another cluster with a pool of that, and is checked before', async () => {
  const { ask, run, key, hostMoid, inventory, until } = await open()
  const edge = hostMoid('edge-01.example.net')
  const [blocked] = valueOf(await ask.checkMigration([key('db/primary')], { host: hostMoid('esx-04.example.net') }))
  expect(blocked?.errors).toContainEqual({ text: 'The host esx-04.example.net is in maintenance mode.' })
  expect(blocked?.warnings.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^Reverting to a snapshot/))
  expect(outcomeOf(await run('web-03', { verb: 'migrate', host: edge, hostName: 'edge-01.example.net' }))).toEqual({
    kind: 'succeeded',
  })
  await until(() => inventory.vms.get(key('web-03'))?.host?.name === 'edge-01.example.net')
})

test('what the processor of another host lacks is said by name before, and is not sent past the server', async () => {
  const { ask, run, key, hostMoid, runs, by, ended } = await open()
  const vm = 'asks-if-moved-or-copied'
  const host = hostMoid('lab-01.example.net')
  expect(outcomeOf(await run(vm, { verb: 'migrate', host: hostMoid('lab-02.example.net') }))).toEqual({
    kind: 'succeeded',
  })
  await ended(await runs.start(key(vm), { verb: 'powerOn' }, by, 'with defaults'))
  const [check] = valueOf(await ask.checkMigration([key(vm)], { host }))
  const lacks = check?.errors.flatMap(({ features = [] }) => features) ?? []
  expect(lacks.length).toBeGreaterThan(3)
  for (const one of lacks) expect(one).toMatch(/^The VM needs .+, which the host lacks\.$/)
  expect(lacks.join(' ')).toContain('AVX512')
  expect(outcomeOf(await run(vm, { verb: 'migrate', host }))).toMatchObject({
    kind: 'failed',
    fault: { type: 'FeatureRequirementsNotMet' },
  })
})

test('files go to another datastore, and one without the space is said before', async () => {
  const { ask, host, run, key, inventory, until, places } = await open()
  const { datastores, here } = await places('golden image (ubuntu 24.04)')
  const other = datastores.find(({ moid, name }) => !here.datastores.includes(moid) && name === 'san-02')
  const datastore = other!.moid // the preset has it
  const view = await run('golden image (ubuntu 24.04)', { verb: 'relocate', datastore, datastoreName: 'san-02' })
  expect(outcomeOf(view)).toEqual({ kind: 'succeeded' })
  await until(() => inventory.vms.get(key('golden image (ubuntu 24.04)'))?.vmxPath?.startsWith('[san-02]') ?? false)
  const full = ref('Datastore', datastores.find(({ name }) => name === 'san-01')!.moid) // the preset has it
  host.world.update(full, { 'summary.freeSpace': 1_000_000n })
  const [check] = valueOf(await ask.checkMigration([key('pg-01')], { datastore: moid(full.value) }))
  expect(check?.errors[0]?.text).toMatch(/^It takes .* free there\.$/)
})

test('a datastore that is full in the middle: the clone is not there, the VM stays where it was', async () => {
  const { run, host, places, inventory, key, rig } = await open()
  const vm = 'api-01'
  const { datastores } = await places(vm)
  const store = datastores.find(({ name }) => name === 'san-02')!.moid // the preset has it
  const volume = volumeOf(host.world, ref('Datastore', store))
  const before = inventory.vms.get(key(vm))?.vmxPath
  const names = async () =>
    valueOf(await rig.ask.browseDatastore(rig.datastore('san-02'), '')).entries.map(({ name }) => name)
  // Room for a part of it: the files of others took the rest.
  const size = volume.free - 2 * 1024 ** 3
  volume.set('others.bin', { kind: 'file', modified: new Date(), size })
  const place = { datastore: store, datastoreName: 'san-02' }
  try {
    const clone = await run(vm, { verb: 'clone', name: 'never whole', ...place })
    expect(outcomeOf(clone)).toMatchObject({ kind: 'failed', fault: { type: 'NoDiskSpace' } })
    expect(Math.max(...clone.steps.map(({ event }) => (event.kind === 'progress' ? event.percent : 0)))).toBeLessThan(
      90,
    )
    expect(await names()).not.toContain('never whole')
    expect([...inventory.vms.values()].some(({ name }) => name === 'never whole')).toBe(false)
    const moved = await run(vm, { verb: 'relocate', ...place })
    expect(outcomeOf(moved)).toMatchObject({ kind: 'failed', fault: { type: 'NoDiskSpace' } })
    expect(inventory.vms.get(key(vm))?.vmxPath).toBe(before)
    expect(await names()).not.toContain(vm)
  } finally {
    volume.delete('others.bin', new Date())
  }
})

test('a VM becomes a template and a VM again, and what a template is deployed to is found for it', async () => {
  const { run, inventory, key, until } = await open()
  const vm = 'asks-twice'
  expect(outcomeOf(await run(vm, { verb: 'markAsTemplate' }))).toEqual({ kind: 'succeeded' })
  await until(() => inventory.vms.get(key(vm))?.isTemplate === true)
  expect(outcomeOf(await run(vm, { verb: 'clone', name: 'deployed' }))).toMatchObject({ kind: 'succeeded' })
  expect(outcomeOf(await run(vm, { verb: 'markAsVm' }))).toEqual({ kind: 'succeeded' })
  await until(() => inventory.vms.get(key(vm))?.isTemplate === false)
  expect(outcomeOf(await run('web-04', { verb: 'markAsTemplate' }))).toMatchObject({
    kind: 'refused',
    refusal: { because: 'The VM is on. It can be made a template once it is off.' },
  })
})

test('a VM moves to a folder and to a pool, and the record says where', async () => {
  const { run, places } = await open()
  const before = await places('web-02')
  const folder = before.folders.find(({ path }) => path.at(-1) === 'Databases')
  const pool = before.pools.find(({ path }) => path.at(-1) === 'Batch')
  const moved = await run('web-02', { verb: 'moveToFolder', folder: folder!.moid, folderName: 'Databases' }) // it has one
  expect(outcomeOf(moved)).toEqual({ kind: 'succeeded' })
  expect(moved).toMatchObject({ request: { folderName: 'Databases' } })
  expect(outcomeOf(await run('web-02', { verb: 'moveToPool', pool: pool!.moid }))).toEqual({ kind: 'succeeded' })
  expect((await places('web-02')).here).toMatchObject({ folder: folder!.moid, pool: pool!.moid })
})
