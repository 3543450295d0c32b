import { formatList } from '../format/list'
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

/** ` to esx-02 and nfs-01`: where it goes; empty where no place is named. */
export function toWords({ hostName, poolName, datastoreName, folderName }: Place): string {
  const names = [hostName, poolName, datastoreName, folderName].filter((name) => name !== undefined)
  return names.length === 0 ? '' : ` to ${formatList(names)}`
}
