import { datastoreNamed, datastorePathOf } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { flag, object, objects, refIn, text } from '../vim25/read-data'
import { Ref, sameRef, type DataObject } from '../vim25/value'
import { isDisk, isNic } from '../vm/devices'
import { parentOf } from '../world/inventory-walk'
import { managerRef } from '../world/managers'
import { isLimited, holds, placeOf } from '../world/permissions'
import type { World } from '../world/world'
import { reconfigurePrivileges } from './reconfigure-privileges'

/** A privilege that a call takes, and the object it is taken on. */
type Needed = { readonly object: Ref; readonly privilegeId: string }

/** The one privilege of a method on the object it is called on. Methods that are not here take System.View. */
const ofMethod: Readonly<Record<string, string>> = {
  ...each('VirtualMachine.Interact.PowerOn', 'PowerOnVM_Task'),
  ...each('VirtualMachine.Interact.PowerOff', 'PowerOffVM_Task ShutdownGuest TerminateVM'),
  ...each('VirtualMachine.Interact.Reset', 'ResetVM_Task RebootGuest'),
  ...each('VirtualMachine.Interact.Suspend', 'SuspendVM_Task StandbyGuest'),
  ...each('VirtualMachine.Interact.AnswerQuestion', 'AnswerVM'),
  ...each('VirtualMachine.Interact.CreateScreenshot', 'CreateScreenshot_Task'),
  ...each('VirtualMachine.Interact.ToolsInstall', 'MountToolsInstaller UnmountToolsInstaller UpgradeTools_Task'),
  ...each('VirtualMachine.State.CreateSnapshot', 'CreateSnapshot_Task CreateSnapshotEx_Task'),
  ...each('VirtualMachine.State.RevertToSnapshot', 'RevertToSnapshot_Task RevertToCurrentSnapshot_Task'),
  ...each('VirtualMachine.State.RemoveSnapshot', 'RemoveSnapshot_Task RemoveAllSnapshots_Task ConsolidateVMDisks_Task'),
  ...each('VirtualMachine.State.RenameSnapshot', 'RenameSnapshot'),
  ...each('VirtualMachine.Config.UpgradeVirtualHardware', 'UpgradeVM_Task'),
  ...each('VirtualMachine.Provisioning.MarkAsTemplate', 'MarkAsTemplate'),
  ...each('VirtualMachine.Provisioning.MarkAsVM', 'MarkAsVirtualMachine'),
  ...each('VirtualMachine.Inventory.Create', 'CreateVM_Task'),
  ...each('VirtualMachine.Inventory.Register', 'RegisterVM_Task'),
  ...each('Resource.ColdMigrate', 'RelocateVM_Task'),
  ...each('Folder.Create', 'CreateFolder'),
  ...each('Datastore.Rename', 'RenameDatastore'),
  ...each('Global.LogEvent', 'LogUserEvent PostEvent'),
  ...each('Host.Config.AutoStart', 'ReconfigureAutostart AutoStartPowerOn AutoStartPowerOff'),
  ...each(
    'Host.Config.Maintenance',
    'EnterMaintenanceMode_Task ExitMaintenanceMode_Task RebootHost_Task ShutdownHost_Task',
  ),
  ...each(
    'Host.Config.Network',
    'AddVirtualSwitch UpdateVirtualSwitch RemoveVirtualSwitch AddPortGroup UpdatePortGroup',
  ),
  ...each('Host.Config.Network', 'RemovePortGroup AddVirtualNic UpdateVirtualNic RemoveVirtualNic UpdateNetworkConfig'),
  ...each('Host.Config.Storage', 'RescanAllHba RescanHba RescanVmfs RefreshStorageSystem CreateNasDatastore'),
  ...each('Sessions.TerminateSession', 'TerminateSession'),
  ...each('Sessions.ValidateSession', 'SessionIsActive'),
  ...each('System.Read', 'Reload RefreshDatastore RefreshDatastoreStorageInfo RefreshStorageInfo HasPrivilegeOnEntity'),
  ...each(
    'System.Anonymous',
    'RetrieveServiceContent Login Logout CloneSession RetrieveProperties RetrievePropertiesEx Fetch',
  ),
}

function each(privilegeId: string, methods: string): Readonly<Record<string, string>> {
  return Object.fromEntries(methods.split(' ').map((method) => [method, privilegeId]))
}

/** Rename_Task and Destroy_Task go by the type of what they are called on. */
const byType: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Rename_Task: {
    VirtualMachine: 'VirtualMachine.Config.Rename',
    Folder: 'Folder.Rename',
    Datacenter: 'Datacenter.Rename',
    Datastore: 'Datastore.Rename',
    ClusterComputeResource: 'Host.Inventory.RenameCluster',
    ResourcePool: 'Resource.RenamePool',
  },
  Destroy_Task: {
    VirtualMachine: 'VirtualMachine.Inventory.Delete',
    Folder: 'Folder.Delete',
    Datacenter: 'Datacenter.Delete',
    Datastore: 'Datastore.Delete',
    ResourcePool: 'Resource.DeletePool',
    ClusterComputeResource: 'Host.Inventory.DeleteCluster',
    Network: 'Network.Delete',
  },
  MoveIntoFolder_Task: { VirtualMachine: 'VirtualMachine.Inventory.Move', Folder: 'Folder.Move' },
}

/** Everything that a call takes, in the order in which it is asked for. */
function neededFor(world: World, method: string, self: Ref, args: DataObject): readonly Needed[] {
  const on = (at: Ref | undefined, ...ids: readonly string[]): readonly Needed[] =>
    at === undefined ? [] : ids.map((privilegeId) => ({ object: at, privilegeId }))
  const files = (...fields: readonly string[]): readonly Needed[] =>
    fields.flatMap((field) => on(storeOf(world, text(args, field)), 'Datastore.FileManagement'))
  const own = ofMethod[method]
  switch (method) {
    case 'ReconfigVM_Task':
      return reconfigurePrivileges(world, self, object(args, 'spec') ?? {}).map(({ object: at, privilegeId }) => ({
        object: at ?? self,
        privilegeId,
      }))
    case 'PowerOnMultiVM_Task':
      return []
    case 'UnregisterVM':
      return [self, parentOf(world, self)].flatMap((at) => on(at, 'VirtualMachine.Inventory.Unregister'))
    case 'Destroy_Task':
      return [self, parentOf(world, self)].flatMap((at) => on(at, byType[method]?.[self.type] ?? 'System.Read'))
    case 'Rename_Task':
      return on(self, byType[method]?.[self.type] ?? 'System.Read')
    case 'MoveIntoFolder_Task':
      return (Array.isArray(args['list']) ? args['list'] : [])
        .filter((at) => at instanceof Ref)
        .flatMap((at) =>
          [at, parentOf(world, at), self].flatMap((place) => on(place, byType[method]?.[at.type] ?? 'System.Read')),
        )
    case 'CreateVM_Task':
      return [...on(self, own ?? ''), ...on(refIn(args, 'pool'), 'Resource.AssignVMToPool'), ...newVm(world, args)]
    case 'RegisterVM_Task':
      return [...on(self, own ?? ''), ...on(refIn(args, 'pool'), 'Resource.AssignVMToPool')]
    case 'CloneVM_Task':
      return [
        ...on(self, clonePrivilege(world, self, object(args, 'spec'))),
        ...on(refIn(args, 'folder'), 'VirtualMachine.Inventory.CreateFromExisting'),
        ...intoPlace(object(object(args, 'spec'), 'location')),
      ]
    case 'RelocateVM_Task':
      // The cold one whatever the state of the VM.
      return [
        ...on(self, 'Resource.ColdMigrate'),
        ...(world.prop(self, 'runtime.powerState') === 'poweredOn' ? on(self, 'Resource.HotMigrate') : []),
        ...intoPlace(object(args, 'spec')),
      ]
    case 'MigrateVM_Task':
      return [
        ...on(
          self,
          world.prop(self, 'runtime.powerState') === 'poweredOn' ? 'Resource.HotMigrate' : 'Resource.ColdMigrate',
        ),
        ...on(refIn(args, 'pool'), 'Resource.AssignVMToPool'),
      ]
    case 'MarkAsVirtualMachine':
      return [...on(self, own ?? ''), ...on(refIn(args, 'pool'), 'Resource.AssignVMToPool')]
    case 'MoveIntoResourcePool':
      return on(self, 'Resource.AssignVMToPool')
    case 'AcquireTicket':
    case 'AcquireMksTicket':
      return on(self, ticketPrivileges[String(args['ticketType'])] ?? 'VirtualMachine.Interact.ConsoleInteract')
    case 'CancelTask':
      return on(entityOf(world, self), 'Global.CancelTask')
    case 'SearchDatastore_Task':
    case 'SearchDatastoreSubFolders_Task':
      return on(storeOf(world, text(args, 'datastorePath')), 'Datastore.Browse')
    case 'MoveDatastoreFile_Task':
    case 'CopyDatastoreFile_Task':
    case 'MoveVirtualDisk_Task':
    case 'CopyVirtualDisk_Task':
      return files('sourceName', 'destinationName', 'destName')
    case 'DeleteDatastoreFile_Task':
    case 'MakeDirectory':
    case 'CreateVirtualDisk_Task':
    case 'DeleteVirtualDisk_Task':
    case 'ExtendVirtualDisk_Task':
    case 'InflateVirtualDisk_Task':
    case 'ZeroFillVirtualDisk_Task':
    case 'EagerZeroVirtualDisk_Task':
      return files('name')
    case 'HasPrivilegeOnEntity':
      return on(refIn(args, 'entity'), 'System.Read')
    default:
      return on(own?.startsWith('Host.') === true ? placeOf(world, self) : self, own ?? 'System.View')
  }
}

/** A ticket for a console takes the right to interact with it, and others of their own. */
const ticketPrivileges: Readonly<Record<string, string>> = {
  device: 'VirtualMachine.Interact.DeviceConnection',
  webRemoteDevice: 'VirtualMachine.Interact.DeviceConnection',
  guestControl: 'VirtualMachine.Interact.GuestControl',
}

function clonePrivilege(world: World, source: Ref, spec: DataObject | undefined): string {
  const [from, to] = [world.prop(source, 'config.template') === true, flag(spec, 'template') === true]
  const what = from ? (to ? 'CloneTemplate' : 'DeployTemplate') : to ? 'CreateTemplateFromVM' : 'Clone'
  return `VirtualMachine.Provisioning.${what}`
}

/** What a VM is put into. */
const intoPlace = (location: DataObject | undefined): readonly Needed[] =>
  (
    [
      ['pool', 'Resource.AssignVMToPool'],
      ['datastore', 'Datastore.AllocateSpace'],
    ] as const
  ).flatMap(([field, privilegeId]) => {
    const at = refIn(location, field)
    return at === undefined ? [] : [{ object: at, privilegeId }]
  })

const entityOf = (world: World, task: Ref): Ref => {
  const entity = world.prop(task, 'info.entity')
  return entity instanceof Ref ? entity : task
}

function newVm(world: World, args: DataObject): readonly Needed[] {
  const config = object(args, 'config')
  const home = storeOf(world, text(object(config, 'files'), 'vmPathName'))
  const networks = objects(config, 'deviceChange').flatMap((change) => {
    const device = object(change, 'device')
    const network = device !== undefined && isNic(device) ? refIn(object(device, 'backing'), 'network') : undefined
    return network === undefined ? [] : [{ object: network, privilegeId: 'Network.Assign' }]
  })
  const hasDisk = objects(config, 'deviceChange').some((change) => isDisk(object(change, 'device') ?? {}))
  return [
    ...(home === undefined || !hasDisk ? [] : [{ object: home, privilegeId: 'Datastore.AllocateSpace' }]),
    ...networks,
  ]
}

const storeOf = (world: World, path: string | undefined): Ref | undefined => {
  const name = path === undefined ? undefined : datastorePathOf(world, path)?.name
  return name === undefined ? undefined : datastoreNamed(world, name)
}

/** NoPermission as hosts tell it: the first privilege that is missing, and on what; newer ones list all of them. */
export function noPermission(missing: readonly [Needed, ...Needed[]]): SimFault {
  const [{ object: at, privilegeId }] = missing
  const entities = [...new Map(missing.map((needed) => [needed.object.key, needed.object])).values()]
  return new SimFault('NoPermission', {
    object: at,
    privilegeId,
    missingPrivileges: entities.map((entity) => ({
      entity,
      privilegeIds: missing.filter((needed) => sameRef(needed.object, entity)).map((needed) => needed.privilegeId),
    })),
  })
}

/** Throws NoPermission when an account lacks something that a call takes. Objects it cannot see are refused as such. */
export function refuseUnprivileged(world: World, userName: string, method: string, self: Ref, args: DataObject): void {
  if (!isLimited(world, userName)) return
  const needs = ofMethod[method] === 'System.Anonymous' ? [] : [{ object: self, privilegeId: 'System.View' }]
  const missing = [...needs, ...neededFor(world, method, self, args)].filter(
    (needed) => needed.privilegeId !== 'System.Anonymous' && !holds(world, userName, needed.object, needed.privilegeId),
  )
  const [first, ...others] = missing
  if (first !== undefined) throw noPermission([first, ...others])
}

/** The root folder, on which privileges without a place of their own are held. */
export const globalPlace = (world: World): Ref => managerRef(world.product, 'rootFolder')
