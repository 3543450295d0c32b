import { assertNever } from '@/lib/assert-never'
import { encodeInventoryName } from '@/lib/names/inventory-name'
import { verbMethod, type RunRequest } from '@/lib/runs/verb'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import type { Parameters } from '../vsphere/encode'
import { VimFault, WireError } from '../vsphere/errors'
import { retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { asNumber, asObject, asObjects, asRefTo, asText, type WireObject } from '../vsphere/wire-value'
import type { StartedTask } from './contract'

type Call = { target: MoRef; parameters: Parameters }

/** Sends the method behind a verb, once. Rejects with VimFault or WireError. */
export async function startTask(session: Session, vm: MoRef, request: RunRequest): Promise<StartedTask> {
  const { target, parameters } = await callOf(session, vm, request)
  const method = verbMethod[request.verb]
  const value = await session.call(method, target, parameters)
  if (!method.endsWith('_Task')) return { kind: 'no-task' }
  const task = asRefTo('Task', value)
  if (!task) throw new WireError('not-vsphere', `${method} returned no task`)
  return { kind: 'task', task }
}

async function callOf(session: Session, vm: MoRef, request: RunRequest): Promise<Call> {
  switch (request.verb) {
    case 'powerOn':
    case 'resume':
    case 'powerOff':
    case 'suspend':
    case 'reset':
    case 'shutdownGuest':
    case 'rebootGuest':
      return { target: vm, parameters: {} }
    case 'createSnapshot': {
      // Snapshot names are stored as they are typed; only inventory names have the percent scheme.
      const { name, description, memory, quiesce } = request
      return { target: vm, parameters: { name, description, memory, quiesce } }
    }
    case 'revertToSnapshot':
      return { target: moRef('VirtualMachineSnapshot', request.snapshot), parameters: {} }
    case 'removeSnapshot': {
      const target = moRef('VirtualMachineSnapshot', request.snapshot)
      return { target, parameters: { removeChildren: request.removeChildren } }
    }
    case 'rename':
      return { target: vm, parameters: { newName: encodeInventoryName(request.newName) } }
    case 'reconfigure': {
      const { memoryMiB: memoryMB, cpuCount: numCPUs, changeVersion } = request
      return { target: vm, parameters: { spec: { changeVersion, numCPUs, memoryMB } } }
    }
    case 'disconnectCdrom':
      return { target: vm, parameters: { spec: await disconnectSpec(session, vm, request.deviceKey) } }
    default:
      return assertNever(request, 'verb')
  }
}

/** The whole device as the host has it, disconnected: an edit replaces what is not sent. */
async function disconnectSpec(session: Session, vm: MoRef, key: number): Promise<WireObject> {
  const { properties } = await retrieveOne(session, vm, ['config.hardware.device', 'config.changeVersion'])
  const device = asObjects(properties.get('config.hardware.device')).find((one) => asNumber(one.key) === key)
  if (device?.$type !== 'VirtualCdrom') {
    throw new VimFault({
      type: 'InvalidDeviceSpec',
      message: `The VM has no CD-ROM with the key ${key} any more.`,
      chain: [],
    })
  }
  const connectable = asObject(device.connectable) ?? { allowGuestControl: true }
  return {
    changeVersion: asText(properties.get('config.changeVersion')),
    deviceChange: [
      {
        operation: 'edit',
        device: { ...device, connectable: { ...connectable, connected: false, startConnected: false } },
      },
    ],
  }
}
