import { checkInventoryName } from '../names/inventory-name'
import { formatList } from '../format/list'
import type { Verdict } from '../result'
import type { Moid } from '../vsphere/ids'

/**
 * Where a VM goes, by what its own server calls the places. Undefined: it stays where it is, or the server decides. The
 * names are what people read; they are kept for the record, and nothing is found by them.
 */
export type Place = {
  host?: Moid
  hostName?: string
  pool?: Moid
  poolName?: string
  folder?: Moid
  folderName?: string
  datastore?: Moid
  datastoreName?: string
}

/** VirtualMachineMovePriority: what a running VM is given of the CPUs for it. */
export const movePriorities = ['defaultPriority', 'highPriority', 'lowPriority'] as const
export type MovePriority = (typeof movePriorities)[number]

type InPool = Pick<Place, 'host' | 'hostName' | 'pool' | 'poolName'>

/** What only a vCenter does: copies of a VM, and other places for it. */
export type PlaceRequest =
  /**
   * `name` is plain. From a template it makes a VM, unless `template`. `powerOn`: the new VM is started afterwards, by a run
   * of its own, which meets its questions.
   */
  | ({
      verb: 'clone'
      name: string
      template?: boolean
      powerOn?: boolean
    } & Place)
  | { verb: 'markAsTemplate' }
  /** Undefined pool: the root one of its host. */
  | ({ verb: 'markAsVm' } & InPool)
  /** To another host; the files stay. */
  | ({ verb: 'migrate'; priority?: MovePriority } & InPool)
  /** Files to another datastore, perhaps with another host. */
  | ({ verb: 'relocate'; priority?: MovePriority } & InPool & Pick<Place, 'datastore' | 'datastoreName'>)
  | { verb: 'moveToFolder'; folder: Moid; folderName?: string }
  | { verb: 'moveToPool'; pool: Moid; poolName?: string }

export type PlaceVerb = PlaceRequest['verb']

const placeVerbs: ReadonlySet<string> = new Set<PlaceVerb>([
  'clone',
  'markAsTemplate',
  'markAsVm',
  'migrate',
  'relocate',
  'moveToFolder',
  'moveToPool',
])

export const isPlaceRequest = <Request extends { verb: string }>(request: Request): request is Request & PlaceRequest =>
  placeVerbs.has(request.verb)

/** What no server would take, whatever the state of the VM. */
export function checkPlaceRequest(request: PlaceRequest): Verdict {
  switch (request.verb) {
    case 'clone':
      if (request.template && request.powerOn) return no('A template cannot be powered on.')
      return checkInventoryName(request.name)
    case 'migrate':
      return request.host === undefined && request.pool === undefined ? no('Say which host it goes to.') : { ok: true }
    case 'relocate':
      return request.datastore === undefined && request.host === undefined && request.pool === undefined
        ? no('Say which datastore or host it goes to.')
        : { ok: true }
    default:
      return { ok: true }
  }
}

const no = (because: string): Verdict => ({ ok: false, because })

/** ` as "web-02" to esx-02 and nfs-01`; empty where the label says it all. */
export function placeRest(request: PlaceRequest): string {
  switch (request.verb) {
    case 'clone': {
      return ` as "${request.name}"${request.template ? ', a template' : ''}${toWords(request)}`
    }
    case 'markAsTemplate':
      return ''
    case 'markAsVm':
    case 'migrate':
    case 'relocate':
    case 'moveToFolder':
    case 'moveToPool':
      return toWords(request)
  }
}

function toWords({ hostName, poolName, datastoreName, folderName }: Place): string {
  const names = [hostName, poolName, datastoreName, folderName].filter((name) => name !== undefined)
  return names.length === 0 ? '' : ` to ${formatList(names)}`
}

/** What a task that copies files and failed on the way has left, as far as anybody knows; undefined where it copies none. */
export function placeLeft(request: PlaceRequest): string | undefined {
  const looked = 'What vCenter had copied it takes away itself. Whether it did was not looked at:'
  switch (request.verb) {
    case 'clone':
      return `No ${request.template ? 'template' : 'VM'} "${request.name}" was made. ${looked} it would lie in a folder of that name on ${request.datastoreName ?? 'the datastore of the VM'}.`
    case 'relocate':
      return request.datastore === undefined
        ? undefined
        : `Where the VM is now stands on its page. ${looked} it would lie in a folder of its name on ${request.datastoreName ?? 'the other datastore'}.`
    default:
      return undefined
  }
}

/** What the VM has become, as its own sentence. */
export function placeDone(request: PlaceRequest): string {
  switch (request.verb) {
    case 'clone':
      return request.template ? `The template "${request.name}" was made.` : `"${request.name}" was made.`
    case 'markAsTemplate':
      return 'It is a template now.'
    case 'markAsVm':
      return 'The template is a VM again.'
    case 'migrate':
      return `The VM was migrated${toWords(request)}.`
    case 'relocate':
      return `The VM was moved${toWords(request)}.`
    case 'moveToFolder':
    case 'moveToPool':
      return `It was moved${toWords(request)}.`
  }
}
