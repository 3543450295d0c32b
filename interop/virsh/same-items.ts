import assert from 'node:assert/strict'
import type { FileRequest } from '../../lib/files/file-request'
import type { DatastoreEntry } from '../../lib/files/datastore-entry'
import type { DatastoreKey } from '../../lib/vsphere/ids'
import type { AndonOnHost } from '../andon'
import type { Check } from '../check'
import type { Virsh } from './virsh'

const by = { username: 'interop', role: 'admin' as const }

/** What libvirt takes for volumes: it asks for nothing else. */
const volumeKinds: readonly DatastoreEntry['kind'][] = ['disk', 'iso', 'floppy']

/**
 * libvirt writes the parameters of SOAP calls without escaping, so a name with one of these makes a document that no
 * server can read; only passwords are escaped (esx_vi.c, esxVI_String_Serialize).
 */
const brokenForLibvirt = (text: string) => /[&<]/.test(text)

/** Names that virsh lists: of all VMs of an ESXi host, of those on one host of a vCenter. */
export const listedNames = async (virsh: Virsh): Promise<string[]> =>
  (await virsh.print('list', '--all', '--name')).split('\n').filter((line) => line !== '')

export const vmNamesCheck = (virsh: Virsh, andon: AndonOnHost): Check => ({
  capability: 'the same names of VMs',
  run: async () => {
    const printed = await listedNames(virsh)
    const all = Object.values(andon.tables().vms)
    const host = all.find(({ name }) => name === printed[0])?.host?.key
    const shown = all.filter((vm) => vm.host?.key === host).map(({ name }) => name)
    assert.ok(printed.length > 5)
    assert.deepEqual(printed.toSorted(), shown.toSorted())
  },
})

/** What lies on the datastores. */
export function itemChecks(virsh: Virsh, andon: AndonOnHost): Check[] {
  const datastores = () => Object.values(andon.tables().datastores)
  const keyOf = (name: string): DatastoreKey => {
    const found = datastores().find((each) => each.name === name)
    assert.ok(found, `Andon does not show ${name}`)
    return found.key
  }
  const listing = async (datastore: string, folder: string) => {
    const listed = await andon.ask.browseDatastore(keyOf(datastore), folder)
    if (!listed.ok) throw new Error(listed.error.sentence)
    return listed.value.entries
  }
  /** Every disk and image below a folder, as stored, from one listing after the other as a person opens folders. */
  const ours = async (datastore: string, folder = ''): Promise<string[]> => {
    const found: string[] = []
    for (const { kind, storedName } of await listing(datastore, folder)) {
      const path = folder === '' ? storedName : `${folder}/${storedName}`
      if (kind === 'folder') found.push(...(await ours(datastore, path)))
      else if (volumeKinds.includes(kind)) found.push(path)
    }
    return found.toSorted()
  }
  const theirs = async (pool: string) => volumes(await virsh.print('vol-list', pool), pool)
  const ask = async (datastore: string, request: FileRequest) => {
    const started = await andon.ask.startFileTask(keyOf(datastore), request, by)
    if (!started.ok) throw new Error(started.error.sentence)
    const { run } = started.value
    const end = await andon.until(({ runs }) => {
      const state = runs[run]?.state
      return state?.at === 'ended' ? state.outcome.kind : undefined
    }, `${request.do} did not end`)
    assert.equal(end, 'succeeded', request.do)
  }

  return [
    {
      capability: 'the same iSCSI targets, and LUNs of one size',
      run: async () => {
        const [host] = Object.values(andon.tables().hosts)
        assert.ok(host)
        const read = await andon.ask.readHostStorage(host.key)
        assert.ok(read.ok && read.value.known)
        const { adapters, luns } = read.value.value
        const targets = adapters.flatMap((adapter) => (adapter.kind === 'iscsi' ? (adapter.targets ?? []) : []))
        const pools = (await virsh.print('pool-list', '--all', '--name')).split('\n').map((line) => line.trim())
        const iscsi = pools.filter((name) => name.startsWith('iqn.'))
        assert.deepEqual(iscsi.toSorted(), targets.map(({ name = '' }) => name).toSorted())
        for (const target of targets) {
          const pool = target.name ?? ''
          const listed = (await virsh.print('vol-list', pool))
            .split('\n')
            .flatMap((line) => line.trim().split(/\s+/)[0] || [])
          const ours = target.luns.map(({ lun }) => luns.find(({ key }) => key === lun))
          assert.deepEqual(
            listed,
            ours.map((lun) => `/vmfs/devices/disks/${lun?.name}`),
          )
          for (const [index, volume] of listed.entries()) {
            const info = await virsh.print('vol-info', '--bytes', '--pool', pool, volume)
            assert.match(info, new RegExp(`Capacity:\\s+${ours[index]?.capacityBytes}\\b`))
          }
        }
      },
    },
    {
      capability: 'the same switches, and port groups on them',
      run: async () => {
        const [host] = Object.values(andon.tables().hosts)
        assert.ok(host)
        const read = await andon.ask.readHostNetwork(host.key)
        assert.ok(read.ok && read.value.known)
        const { switches, portGroups } = read.value.value
        const printed = (await virsh.print('net-list', '--all', '--name')).split('\n').map((line) => line.trim())
        assert.deepEqual(printed.filter(Boolean).toSorted(), switches.map(({ name }) => name).toSorted())
        for (const { name, uplinks = [] } of switches) {
          const xml = await virsh.print('net-dumpxml', name)
          const groups = [...xml.matchAll(/<portgroup name='([^']*)'/g)].map(([, group = '']) => group)
          const ours = portGroups.filter(({ switchName }) => switchName === name).map((group) => group.name)
          // libvirt leaves out those that no VM can be on.
          assert.deepEqual(groups.toSorted(), ours.filter((group) => group !== 'Management Network').toSorted())
          for (const nic of uplinks) assert.ok(xml.includes(`dev='${nic}'`), `${nic} is missing in ${xml}`)
        }
      },
    },
    {
      capability: 'the same datastores',
      run: async () => {
        const printed = (await virsh.print('pool-list', '--all', '--name')).split('\n').map((line) => line.trim())
        // libvirt counts iSCSI targets among its pools; they are no datastores.
        const pools = printed.filter((name) => name !== '' && !name.startsWith('iqn.'))
        const shown = datastores().map(({ name }) => name)
        assert.deepEqual(pools.toSorted(), shown.toSorted())
      },
    },
    {
      capability: 'the same disks and images on each datastore',
      run: async () => {
        for (const { name } of datastores()) {
          if (brokenForLibvirt(name)) {
            const { code, stderr } = await virsh.finish('vol-list', name)
            assert.notEqual(code, 0, `libvirt escapes ${name} now: compare it too`)
            assert.match(stderr, /SearchDatastoreSubFolders_Task.*XML document parse error/)
            continue
          }
          const all = await ours(name)
          assert.ok(all.length > 0, `${name} holds no disk`)
          // A volume that libvirt cannot look up is left out; for each of them virsh then cuts one more off the end of
          // its sorted list (virsh-volume.c takes the number of those off twice).
          const readable = all.filter((path) => !brokenForLibvirt(path)).toSorted(byVirsh)
          const cut = all.length - readable.length
          assert.deepEqual(await theirs(name), readable.slice(0, readable.length - cut), name)
        }
      },
    },
    {
      capability: 'without the names that libvirt cannot send, all disks and images are the same',
      run: async () => {
        const pool = 'datastore1'
        const unsendable = (await ours(pool)).filter(brokenForLibvirt)
        assert.deepEqual(unsendable, ['iso/Rescue & Recovery (2024).iso'])
        for (const path of unsendable) {
          await ask(pool, {
            do: 'move',
            what: 'file',
            path,
            to: { folder: 'iso', name: 'Rescue and Recovery (2024).iso' },
            overwrite: false,
          })
        }
        assert.deepEqual(await theirs(pool), (await ours(pool)).toSorted(byVirsh))
      },
    },
    {
      capability: `a disk that virsh makes is called so on our screen, and stored as ours is: ${awkward.length} names`,
      run: async () => {
        for (const name of awkward) await madeByBoth(name)
      },
    },
  ]

  async function madeByBoth(name: string): Promise<void> {
    const folder = `made as ${name}`
    const volume = `${folder}/${name}.vmdk`
    await virsh.print('vol-create-as', 'datastore1', volume, '64M', '--allocation', '0', '--format', 'vmdk')
    const wanted = withoutForbidden(folder)
    const shown = (await listing('datastore1', '')).find((entry) => entry.name === wanted)
    assert.ok(shown, `no folder is shown as ${wanted}`)
    const [disk] = await listing('datastore1', shown.storedName)
    assert.equal(disk?.name, `${withoutForbidden(name)}.vmdk`)

    // The other way round: what we make is escaped as libvirt escapes it, and libvirt finds its own by what we show.
    await ask('scratch', { do: 'makeFolder', folder: '', name: folder })
    const made = (await listing('scratch', '')).find((entry) => entry.name === wanted)
    assert.equal(made?.storedName, shown.storedName)
    const info = await virsh.print('vol-info', '--pool', 'datastore1', `${shown.storedName}/${disk?.storedName}`)
    assert.match(info, /Capacity:\s+64.00 MiB/)
  }
}

/** Each goes through all three steps of libvirt's escaping of datastore items (libvirt-esx.md 4.4 and 4.6). */
const awkward = [
  'Größe: 1',
  'web 50%',
  'K%U\\Z',
  'a+b',
  'vvv"A"B*C?zzz',
  '標準語',
  '~~~',
  "it's (ok), _really_ - .",
  'A쿀Z',
]

/** What is left of a name once the characters that Windows forbids have become `_`. */
const withoutForbidden = (name: string) => name.replaceAll(/["*<>:|?]/g, '_')

/** virsh sorts by bytes, without telling upper from lower case. */
const byVirsh = (a: string, b: string) => Buffer.compare(Buffer.from(lower(a)), Buffer.from(lower(b)))
const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

/** The first column of `virsh --quiet vol-list`: a name that may hold blanks, then its path, which repeats it. */
const volumes = (text: string, pool: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const path = line.lastIndexOf(`[${pool}] `)
      return line.slice(path + pool.length + 3).trimEnd()
    })
