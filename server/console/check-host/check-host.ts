import type { ConnectionState, Endpoint, OldTls } from '@/lib/vsphere/connection'
import { connectionId } from '@/lib/vsphere/ids'
import { startUntil } from '../../connections/test-connection'
import { toConsoleError } from '../../errors/console-error'
import { browseDatastore } from '../../files/browse'
import { readDatastoreDetail } from '../../files/read-detail'
import { readVmx } from '../../files/read-vmx'
import { readHostDetail } from '../../hardware/read-host'
import { readResources } from '../../hardware/read-resources'
import { readSerialPorts } from '../../hardware/read-serial-ports'
import { readVmCpuid } from '../../hardware/read-vm-cpuid'
import type { Inventory, OpenInventory } from '../../inventory/contract'
import { allTaps, type OpenTap } from '../../vsphere/wire-tap'
import { readRights, type Right } from './rights'
import { observeUnderstanding, type Understanding } from './understanding'

/** One kind of thing that Andon reads: of how many, and what went wrong with some, a sentence each. */
export type ReadReport = { what: string; of: number; problems: { where: string; sentence: string }[] }

export type HostReport = {
  state: ConnectionState
  product: string | undefined
  apiVersion: string | undefined
  /** The version of TLS that is spoken, where it is one that can be broken. */
  oldTls: OldTls | undefined
  counts: { vms: number; hosts: number; datastores: number; tasks: number; questions: number }
  reads: ReadReport[]
  rights: { known: true; rights: Right[] } | { known: false; because: string }
  understanding: Understanding
}

export type CheckOptions = {
  endpoint: Endpoint
  user: string
  password: string
  /** VMs whose pages are read; the lists always hold all. */
  mostVms: number
  openInventory: OpenInventory
  openTap?: OpenTap | undefined
  /** Told of what is being read. */
  onProgress?: (text: string) => void
  /** How long the server may take to give its inventory. */
  patienceMs?: number
}

/**
 * Signs in, reads everything that Andon's screens read, and says what came of it. Nothing on the server is changed: a
 * look into a datastore is a search task there, and views and filters end with the session. Never rejects for what the
 * server does.
 */
export async function checkHost(options: CheckOptions): Promise<HostReport> {
  const { endpoint, user, password, mostVms, openInventory, onProgress = () => undefined } = options
  const seen = observeUnderstanding()
  const openTap: OpenTap = (...session) =>
    allTaps([seen.tap, ...(options.openTap ? [options.openTap(...session)] : [])])
  const inventory = openInventory({ id: connectionId('check'), endpoint, user, password, openTap })
  try {
    onProgress('inventory')
    await startUntil(inventory, ({ at }) => at === 'live' || at === 'refused', options.patienceMs ?? 5 * 60_000)
    const isLive = inventory.state.at === 'live'
    const reads = isLive ? await readEverything(inventory, mostVms, onProgress) : []
    const rights = isLive ? await rightsOf(inventory) : ({ known: false, because: 'There was no contact.' } as const)
    return {
      state: inventory.state,
      product: inventory.product?.fullName,
      apiVersion: inventory.product?.apiVersion,
      oldTls: inventory.oldTls,
      counts: {
        vms: inventory.vms.size,
        hosts: inventory.hosts.size,
        datastores: inventory.datastores.size,
        tasks: inventory.tasks.size,
        questions: inventory.questions.size,
      },
      reads,
      rights,
      understanding: seen.result(),
    }
  } finally {
    await inventory.close().catch(() => undefined)
  }
}

async function rightsOf(inventory: Inventory): Promise<HostReport['rights']> {
  try {
    return { known: true, rights: await readRights(inventory.access(), inventory) }
  } catch (error) {
    return { known: false, because: toConsoleError(error).raw ?? toConsoleError(error).sentence }
  }
}

/** One object after the other: a check must not be a burden to the host. */
async function readEverything(
  inventory: Inventory,
  mostVms: number,
  onProgress: (text: string) => void,
): Promise<ReadReport[]> {
  const access = () => inventory.access()
  const now = Date.now
  const vms = [...inventory.vms.values()].slice(0, mostVms)

  async function each<T extends { name: string }>(
    what: string,
    objects: readonly T[],
    read: (object: T) => Promise<unknown>,
  ): Promise<ReadReport> {
    onProgress(what)
    const problems: ReadReport['problems'] = []
    for (const object of objects) {
      try {
        await read(object)
      } catch (error) {
        const { sentence, raw } = toConsoleError(error)
        problems.push({ where: object.name, sentence: raw === undefined ? sentence : `${sentence} [${raw}]` })
      }
    }
    return { what, of: objects.length, problems }
  }

  const hosts = [...inventory.hosts.values()]
  const datastores = [...inventory.datastores.values()]
  return [
    await each('VM pages', vms, ({ moid }) => inventory.readVmDetail(moid)),
    await each('checks before a run', vms, ({ moid }) => inventory.readBeforeRun(moid)),
    await each('resources', vms, ({ moid }) => readResources(access(), moid, now)),
    await each('serial ports', vms, ({ moid }) => readSerialPorts(access(), moid)),
    await each('CPU features of VMs', vms, ({ moid }) => readVmCpuid(access(), moid)),
    await each('configuration files', vms, ({ moid }) => readVmx(access(), moid, { now, withSecrets: false })),
    await each('host pages', hosts, ({ moid }) => readHostDetail(access(), moid)),
    await each('datastore pages', datastores, ({ moid }) => readDatastoreDetail(access(), moid)),
    await each('datastore folders', datastores, ({ moid }) =>
      browseDatastore(access(), moid, '', inventory.vms.values()),
    ),
  ]
}
