/** For tests: all that is seen of what a server tells. */
import { Readable } from 'node:stream'
import { connectionId, taskKey, type MoRef } from '@/lib/vsphere/ids'
import { readDatastoreDetail } from '../../files/read-detail'
import { runningConfig, runningConfigPaths } from '../../files/running-config'
import { endpointAccess } from '../../inventory/access'
import { HostClock } from '../../inventory/host-clock'
import { InventoryModel } from '../../inventory/model'
import { datastorePaths, hostPaths, vmPaths } from '../../inventory/paths'
import { readBeforeRuns, readRecentTasks } from '../../inventory/read-before-run'
import { readVmDetail } from '../../inventory/vm-detail'
import { VimFault } from '../../vsphere/errors'
import { readServiceContent } from '../../vsphere/service-content'
import type { Session } from '../../vsphere/session'
import { readMissingProperties, readUpdateSet } from '../../vsphere/update-set'
import { asObject, asObjects, asRef, asText, refValue, type WireObject, type WireValue } from '../../vsphere/wire-value'
import { readHostDetail } from '../read-host'
import { readHostNetwork } from '../read-host-network'
import { readResources } from '../read-resources'
import { readSerialPorts } from '../read-serial-ports'
import { readVmCpuid } from '../read-vm-cpuid'
import type { Told } from './partly-told'
import { refs } from './told-vm'

const connection = connectionId('c1')
const at = (name: string) => refValue({ type: name, value: name } as MoRef) // any text is an id
const content = readServiceContent({
  rootFolder: at('root'),
  propertyCollector: at('collector'),
  sessionManager: refValue(refs.SessionManager),
  about: { apiVersion: '8.0', apiType: 'VirtualCenter' },
})

const gone = (obj: MoRef) =>
  new VimFault({ type: 'ManagedObjectNotFound', message: `${obj.value} is gone.`, chain: [] }, { obj: refValue(obj) })

const withheldOf = ({ missing }: Told, paths: readonly string[]): WireValue[] =>
  missing.filter((one) => paths.includes(asText(asObject(one)?.path) ?? ''))

/** A session whose server tells this. */
function sessionTo(told: ReadonlyMap<string, Told>): Session {
  const contentOf = (obj: MoRef, propSet: readonly WireObject[]): WireValue => {
    const one = told.get(obj.type)
    if (!one || refs[obj.type as keyof typeof refs].value !== obj.value) throw gone(obj)
    const paths = propSet.filter(({ type }) => type === obj.type).flatMap(({ pathSet }) => pathSet as string[]) // as we ask
    return {
      obj: refValue(obj),
      propSet: paths.flatMap((name) => (one.properties.has(name) ? [{ name, val: one.properties.get(name) }] : [])),
      missingSet: withheldOf(one, paths),
    }
  }
  const retrieve = (spec: WireObject | undefined): WireValue => {
    const propSet = asObjects(spec?.propSet)
    const objects = asObjects(spec?.objectSet).flatMap(({ obj, selectSet }) => {
      const start = asRef(obj)
      if (!start) return []
      const further = asObjects(selectSet).flatMap(({ path }) => {
        const there = told.get(start.type)?.properties.get(asText(path) ?? '')
        return (Array.isArray(there) ? (there as WireValue[]) : []).flatMap((one) => asRef(one) ?? []) // of the union
      })
      const known = further.filter(({ type, value }) => refs[type as keyof typeof refs]?.value === value)
      return [start, ...known]
    })
    return { objects: objects.map((obj) => contentOf(obj, propSet)) }
  }
  const session = {
    content,
    generation: 1,
    has: () => true,
    renew: async () => undefined,
    exchangeFile: async () => ({ status: 200, headers: {}, body: Readable.from([]) }),
    call: async (method: string, _target: MoRef, parameters: Readonly<Record<string, unknown>>) => {
      switch (method) {
        case 'RetrievePropertiesEx':
          return retrieve((parameters.specSet as WireObject[])[0]) // as we ask
        case 'QueryConfigOptionEx':
          return told.get('EnvironmentBrowser')?.properties.get('options')
        case 'CurrentTime':
          return '2030-01-01T00:00:00Z'
        default:
          throw new Error(`${method} is not expected`)
      }
    },
  }
  return session as unknown as Session // what else a session can do is not asked of it
}

/** The first update of a stream, as it comes. */
function updateSet(told: ReadonlyMap<string, Told>): WireValue {
  const streamed: [keyof typeof refs, readonly string[]][] = [
    ['HostSystem', hostPaths],
    ['Datastore', datastorePaths],
    ['VirtualMachine', vmPaths],
    ['Task', ['info']],
  ]
  const objectSet = streamed.map(([type, paths]) => {
    const one = told.get(type) ?? { properties: new Map<string, WireValue>(), missing: [] }
    const { properties } = one
    return {
      kind: 'enter',
      obj: refValue(refs[type]),
      changeSet: paths.flatMap((name) =>
        properties.has(name) ? [{ name, op: 'assign', val: properties.get(name) }] : [],
      ),
      missingSet: withheldOf(one, paths),
    }
  })
  return { version: '1', filterSet: [{ filter: at('filter'), objectSet }] }
}

/** What the stream makes of it: the lists, a question, a task. */
function streamed(told: ReadonlyMap<string, Told>) {
  const model = new InventoryModel(connection, () => 'now', new HostClock(() => 0))
  model.tasks.follow(refs.Task)
  for (const { objects } of readUpdateSet(updateSet(told))?.filters ?? []) model.apply(objects)
  const changes = model.takeChanges()
  const withheld = changes.flatMap((change) => (change.kind === 'task' ? (change.withheld ?? []) : []))
  return {
    model,
    view: {
      vm: [...model.vms.values()][0],
      host: [...model.hosts.values()][0],
      datastore: [...model.datastores.values()][0],
      question: [...model.questions.values()][0]?.question,
      task: model.tasks.views.get(taskKey(connection, refs.Task.value)),
      taskWithheld: withheld[0],
      isTaskFollowed: model.tasks.followed.size > 0,
    },
  }
}

const accessTo = (told: ReadonlyMap<string, Told>) =>
  endpointAccess(connection, sessionTo(told), {
    hostTime: (text) => text,
    missingWith: async () => undefined,
    show: () => undefined,
    endOf: async () => undefined,
  })

/** Each view of what a server tells. */
const looks = {
  stream: async (told) => streamed(told).view,
  detail: async (told) => {
    const datastoreName = () => asText(told.get('Datastore')?.properties.get('name'))
    const names = { connection, datastoreName, ourTime: (text: string | undefined) => text }
    return readVmDetail(sessionTo(told), refs.VirtualMachine, names)
  },
  resources: async (told) => readResources(accessTo(told), refs.VirtualMachine.value, () => 0),
  serial: async (told) => readSerialPorts(accessTo(told), refs.VirtualMachine.value),
  cpuid: async (told) => readVmCpuid(accessTo(told), refs.VirtualMachine.value),
  host: async (told) => readHostDetail(accessTo(told), refs.HostSystem.value),
  network: async (told) => (await readHostNetwork(accessTo(told), refs.HostSystem.value, () => undefined)).network,
  datastore: async (told) => readDatastoreDetail(accessTo(told), refs.Datastore.value),
  before: async (told) => {
    const { model } = streamed(told)
    const found = await readBeforeRuns(sessionTo(told), [refs.VirtualMachine], ({ missing }) =>
      model.contextOf({ isCurrent: true, detailVersion: 1, missing, figuresAt: 'now' }),
    )
    return found.get(refs.VirtualMachine.value)
  },
  recent: async (told) =>
    readRecentTasks(sessionTo(told), refs.VirtualMachine, { connection, signedInAs: 'as we signed in' }),
  running: async (told) => {
    const vm = told.get('VirtualMachine')
    const read = runningConfigPaths.flatMap((path) => {
      const value = vm?.properties.get(path)
      return value === undefined ? [] : [[path, value] as const]
    })
    return runningConfig(new Map(read), readMissingProperties(vm?.missing))
  },
} satisfies Record<string, (told: ReadonlyMap<string, Told>) => Promise<unknown>>

export type ViewName = keyof typeof looks
export const viewNames = Object.keys(looks) as ViewName[] // what the keys of the looks are

/** One view of what a server tells. What a read rejects with stands in its place. */
export const lookAt = async (view: ViewName, told: ReadonlyMap<string, Told>): Promise<unknown> =>
  looks[view](told).catch((error: unknown) => ({ rejected: error }))
