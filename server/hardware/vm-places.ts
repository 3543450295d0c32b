import { shownInventoryName } from '@/lib/names/inventory-name'
import type { VmPlaces } from '@/lib/runs/vm-places'
import { moRef, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import { readBeside, type EndpointAccess } from '../inventory/access'
import { readEffectiveRole } from '../inventory/account-rights'
import { whyUnread } from '../inventory/why-unread'
import { objectsInView } from '../vsphere/filter-spec'
import type { ObjectContent } from '../vsphere/retrieve'
import { asBoolean, asName, asNumber, asRef, asRefs, asText, readKnown, readRef, refValue } from '../vsphere/wire-value'

const classes = ['Folder', 'ComputeResource', 'ResourcePool', 'HostSystem', 'Datastore']

/** Deeper than anybody nests folders. */
const mostAbove = 50

/** Where in its datacenter a VM can go. Rejects with Refused (`no-datacenter`), VimFault or WireError. */
export async function readVmPlaces(access: EndpointAccess, vm: Moid): Promise<VmPlaces> {
  const own = await access.read(moRef('VirtualMachine', vm), [
    'datastore',
    'parent',
    'resourcePool',
    'runtime.host',
    'summary.storage.committed',
  ])
  const host = asRef(own.get('runtime.host'))
  const datacenter = await datacenterAbove(access, host ?? asRef(own.get('parent')))
  const vmFolder = asRef((await access.read(datacenter, ['vmFolder'])).get('vmFolder'))
  const found = await readAll(access, datacenter)
  const tree = treeOf(found)
  const lacks = await lacksAt(access, found)
  const hostName = found.find(({ obj }) => obj.value === host?.value)
  return {
    here: {
      datastores: asRefs(own.get('datastore')).map(({ value }) => value),
      ...withoutUndefined({
        host: host?.value,
        hostName: hostName && nameOf(hostName),
        pool: asRef(own.get('resourcePool'))?.value,
        folder: asRef(own.get('parent'))?.value,
      }),
    },
    hosts: found.flatMap((one) => hostPlace(one, tree)),
    pools: found.flatMap((one) => poolPlace(one, tree)).map(lacks),
    folders: vmFolder
      ? [{ moid: vmFolder.value, path: [] }, ...found.flatMap((one) => folderPlace(one, tree, vmFolder))].map(lacks)
      : [],
    datastores: found.flatMap(datastorePlace).map(lacks),
    ...withoutUndefined({ committedBytes: asNumber(own.get('summary.storage.committed')) }),
  }
}

async function datacenterAbove(access: EndpointAccess, from: MoRef | undefined): Promise<MoRef> {
  let at = from
  for (let above = 0; at !== undefined && above < mostAbove; above += 1) {
    if (at.type === 'Datacenter') return at
    at = asRef((await readBeside(access, at, ['parent'])).get('parent'))
  }
  const sentence = 'The server does not show in which datacenter the VM is.'
  throw new Refused({ blame: 'vsphere', code: 'no-datacenter', sentence, wayOut: 'The account may lack permissions.' })
}

/** All places of the datacenter in one view, which is taken down again. */
async function readAll(access: EndpointAccess, datacenter: MoRef): Promise<ObjectContent[]> {
  const { viewManager } = access.content
  const view =
    viewManager &&
    asRef(
      await access.call('CreateContainerView', viewManager, {
        container: refValue(datacenter),
        type: classes,
        recursive: true,
      }),
    )
  if (!view) throw new Refused({ blame: 'vsphere', code: 'no-view', sentence: 'The server does not list its places.' })
  try {
    return await access.retrieve({
      properties: [
        { type: 'Folder', paths: ['effectiveRole', 'name', 'parent'] },
        { type: 'ComputeResource', paths: ['name'] },
        { type: 'ResourcePool', paths: ['effectiveRole', 'name', 'owner', 'parent'] },
        {
          type: 'HostSystem',
          paths: ['datastore', 'name', 'parent', 'runtime.connectionState', 'runtime.inMaintenanceMode'],
        },
        {
          type: 'Datastore',
          paths: [
            'effectiveRole',
            'name',
            'summary.accessible',
            'summary.capacity',
            'summary.freeSpace',
            'summary.maintenanceMode',
          ],
        },
      ],
      objects: [objectsInView(view)],
    })
  } finally {
    await access.call('DestroyView', view).catch(() => undefined)
  }
}

/** Adds to a place what the account is known to lack there. */
async function lacksAt(access: EndpointAccess, found: readonly ObjectContent[]) {
  const missing = new Map<string, readonly string[]>()
  for (const { obj, properties } of found) {
    const lacking = await access.missingWith(readEffectiveRole(properties.get('effectiveRole')))
    if (lacking && lacking.length > 0) missing.set(obj.value, lacking)
  }
  return <Place extends { moid: Moid }>(place: Place): Place & { missing?: readonly string[] } => ({
    ...place,
    ...withoutUndefined({ missing: missing.get(place.moid) }),
  })
}

type Tree = ReadonlyMap<string, ObjectContent>
const treeOf = (found: readonly ObjectContent[]): Tree => new Map(found.map((one) => [one.obj.value, one]))

const nameOf = ({ obj, properties }: ObjectContent) =>
  shownInventoryName(asName(properties.get('name')) ?? obj.value).name

function hostPlace({ obj, properties, missing }: ObjectContent, tree: Tree): VmPlaces['hosts'] {
  const compute = asRef(properties.get('parent'))
  if (obj.type !== 'HostSystem' || !compute) return []
  const around = tree.get(compute.value)
  return [
    {
      moid: obj.value,
      name: nameOf({ obj, properties, missing }),
      compute: compute.value,
      connectionState: asText(properties.get('runtime.connectionState')) ?? 'unknown',
      datastores: readKnown(
        properties.get('datastore'),
        (one) => readRef(one).map(({ value }) => value),
        whyUnread('datastore', missing),
      ),
      ...withoutUndefined({
        cluster: compute.type === 'ClusterComputeResource' && around ? nameOf(around) : undefined,
        inMaintenanceMode: asBoolean(properties.get('runtime.inMaintenanceMode')),
      }),
    },
  ]
}

/** Pools of vApps are not offered: a vApp starts and stops its VMs by itself. */
function poolPlace(pool: ObjectContent, tree: Tree): VmPlaces['pools'] {
  const owner = asRef(pool.properties.get('owner'))
  if (pool.obj.type !== 'ResourcePool' || !owner) return []
  const around = tree.get(owner.value)
  const path = pathTo(pool, tree, ({ obj }) => obj.type !== 'ResourcePool')
  if (path === undefined) return []
  // The root pool has a name that nobody has given it.
  return [
    {
      moid: pool.obj.value,
      compute: owner.value,
      computeName: around ? nameOf(around) : owner.value,
      path: path.slice(1),
    },
  ]
}

function folderPlace(folder: ObjectContent, tree: Tree, root: MoRef): VmPlaces['folders'] {
  if (folder.obj.type !== 'Folder' || folder.obj.value === root.value) return []
  const path = pathTo(folder, tree, ({ obj }) => obj.value === root.value)
  return path === undefined || !isBelow(folder, tree, root) ? [] : [{ moid: folder.obj.value, path }]
}

/** Names from below the end of the way up. */
function pathTo(from: ObjectContent, tree: Tree, isEnd: (at: ObjectContent) => boolean): string[] | undefined {
  const path: string[] = []
  for (let at: ObjectContent | undefined = from; at !== undefined && !isEnd(at); at = above(at, tree)) {
    path.unshift(nameOf(at))
    if (path.length > mostAbove) return undefined
  }
  return path
}

function isBelow(from: ObjectContent, tree: Tree, root: MoRef): boolean {
  let parent = asRef(from.properties.get('parent'))
  for (let steps = 0; parent !== undefined && steps < mostAbove; steps += 1) {
    if (parent.value === root.value) return true
    parent = asRef(tree.get(parent.value)?.properties.get('parent'))
  }
  return false
}

const above = ({ properties }: ObjectContent, tree: Tree) => tree.get(asRef(properties.get('parent'))?.value ?? '')

function datastorePlace({ obj, properties, ...more }: ObjectContent): VmPlaces['datastores'] {
  if (obj.type !== 'Datastore') return []
  return [
    {
      moid: obj.value,
      name: nameOf({ obj, properties, ...more }),
      ...withoutUndefined({
        freeBytes: asNumber(properties.get('summary.freeSpace')),
        capacityBytes: asNumber(properties.get('summary.capacity')),
        accessible: asBoolean(properties.get('summary.accessible')),
        maintenance: asText(properties.get('summary.maintenanceMode')),
      }),
    },
  ]
}
