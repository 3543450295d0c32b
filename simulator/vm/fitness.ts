import { invalidArgument, SimFault } from '../vim25/faults'
import { objects, text } from '../vim25/read-data'
import { sameRef, type Ref } from '../vim25/value'
import { computeOf, nameOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { powerStateOf } from './power-state'
import { featureRequirements } from './runtime-data'
import { snapshotTree } from './snapshots'

/* What stands in the way of a VM that is to go to another host, and what is worth knowing before. */

/**
 * A host takes a VM when it is in touch and not in maintenance, sees the VM's datastores and networks, and has the processor
 * features that a running VM demands. Throws HostNotConnected, InvalidState, InvalidDatastore, CannotAccessNetwork,
 * FeatureRequirementsNotMet.
 */
export function refuseUnfit(world: World, vm: Ref, host: Ref, newStore?: Ref): void {
  const [fault] = whyUnfit(world, vm, host, newStore)
  if (fault !== undefined) throw fault
}

/** A pool belongs to the hosts of its own cluster. Throws InvalidArgument. */
export function refuseForeignPool(world: World, host: Ref | undefined, pool: Ref | undefined): void {
  if (host === undefined || pool === undefined) return
  if (!sameRef(world.prop(pool, 'owner'), computeOf(world, host))) throw invalidArgument('spec.pool')
}

/** All of it, the first reason first. */
export function whyUnfit(world: World, vm: Ref, host: Ref, newStore?: Ref): readonly SimFault[] {
  if (world.get(host) === undefined) return [new SimFault('ManagedObjectNotFound', { obj: host })]
  const name = nameOf(world, host)
  if (world.prop(host, 'runtime.connectionState') !== 'connected')
    return [
      new SimFault('HostNotConnected', {}, `Unable to communicate with the remote host ${name}: it is disconnected.`),
    ]
  return [
    ...inMaintenance(world, host, name),
    ...unseenDatastores(world, vm, host, newStore),
    ...unseenNetworks(world, vm, host),
    ...lackingFeatures(world, vm, host),
  ]
}

/** What a person may want to know, and what does not stop it. */
export function migrationWarnings(world: World, vm: Ref): readonly SimFault[] {
  const isOn = powerStateOf(world, vm) === 'poweredOn'
  const beats = world.prop(vm, 'guestHeartbeatStatus') === 'green'
  return [
    ...(isOn && !beats
      ? [
          new SimFault(
            'NoGuestHeartbeat',
            {},
            'No guest OS heartbeats are being received. Either the guest OS is not responding or VMware Tools is not configured correctly.',
          ),
        ]
      : []),
    ...(snapshotTree(world, vm).length === 0
      ? []
      : [
          new SimFault(
            'SnapshotRevertIssue',
            { errors: false },
            'Reverting to a snapshot would generate warnings: the snapshots were taken on another host.',
          ),
        ]),
  ]
}

const inMaintenance = (world: World, host: Ref, name: string) =>
  world.prop(host, 'runtime.inMaintenanceMode') === true
    ? [new SimFault('InvalidState', {}, `The host ${name} is in maintenance mode.`)]
    : []

function unseenDatastores(world: World, vm: Ref, host: Ref, newStore: Ref | undefined): readonly SimFault[] {
  const mounted = new Set(refsAt(world, host, 'datastore').map(({ key }) => key))
  const wanted = newStore === undefined ? refsAt(world, vm, 'datastore') : [newStore]
  return wanted
    .filter(({ key }) => !mounted.has(key))
    .map((datastore) => {
      const name = nameOf(world, datastore)
      const message = `The host ${nameOf(world, host)} has no access to the datastore '${name}'.`
      return new SimFault('InvalidDatastore', { datastore, name }, message)
    })
}

function unseenNetworks(world: World, vm: Ref, host: Ref): readonly SimFault[] {
  const seen = new Set(refsAt(world, host, 'network').map(({ key }) => key))
  return refsAt(world, vm, 'network')
    .filter(({ key }) => !seen.has(key))
    .map((network) => {
      const backing = nameOf(world, network)
      const message = `Network interface uses network '${backing}', which is not accessible on ${nameOf(world, host)}.`
      return new SimFault(
        'CannotAccessNetwork',
        { device: 'Network adapter', backing, connected: true, network },
        message,
      )
    })
}

function lackingFeatures(world: World, vm: Ref, host: Ref): readonly SimFault[] {
  if (powerStateOf(world, vm) === 'poweredOff') return []
  const offered = new Set(featureRequirements(world, host).map((feature) => text(feature, 'key')))
  const lacking = objects(world.prop(vm, 'runtime'), 'featureRequirement').filter(
    (feature) => !offered.has(text(feature, 'key')),
  )
  if (lacking.length === 0) return []
  const list = lacking.map((feature) => text(feature, 'key')).join(', ')
  return [
    new SimFault(
      'FeatureRequirementsNotMet',
      { featureRequirement: lacking, vm, host },
      `The target host does not support the virtual machine's current hardware requirements: ${list}.`,
      [{ key: 'com.vmware.vim.vmfeature.requirementsNotMet', message: `Missing on ${nameOf(world, host)}: ${list}` }],
    ),
  ]
}
