import { assertNever } from '@/lib/assert-never'
import { encodeInventoryName } from '@/lib/names/inventory-name'
import { isDeviceRequest } from '@/lib/hardware/device-request'
import { verbMethod, type RunRequest } from '@/lib/runs/verb'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import type { Parameters } from '../vsphere/encode'
import { WireError } from '../vsphere/errors'
import type { Session } from '../vsphere/session'
import { asRefTo } from '../vsphere/wire-value'
import { configSpec } from './config-spec'
import type { StartedTask } from './contract'
import { deviceSpec } from './device-spec'
import { placeCall } from './place-call'

type Call = { target: MoRef; parameters: Parameters }

/** Sends the method behind a verb, once. Rejects with Refused when it is not sent, with VimFault or WireError. */
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
  if (isDeviceRequest(request)) return { target: vm, parameters: { spec: await deviceSpec(session, vm, request) } }
  switch (request.verb) {
    case 'powerOn':
    case 'resume':
    case 'powerOff':
    case 'suspend':
    case 'reset':
    case 'shutdownGuest':
    case 'rebootGuest':
    case 'consolidateDisks':
    case 'mountTools':
    case 'unmountTools':
    case 'unregister':
    case 'destroy':
    case 'markAsTemplate':
      return { target: vm, parameters: {} }
    case 'createSnapshot': {
      // The API wants names of snapshots in the percent scheme, as those of VMs; descriptions are plain.
      const { name, description, memory, quiesce } = request
      return { target: vm, parameters: { name: encodeInventoryName(name), description, memory, quiesce } }
    }
    case 'revertToSnapshot':
      return { target: moRef('VirtualMachineSnapshot', request.snapshot), parameters: {} }
    case 'removeSnapshot': {
      const target = moRef('VirtualMachineSnapshot', request.snapshot)
      return { target, parameters: { removeChildren: request.removeChildren } }
    }
    case 'renameSnapshot': {
      const target = moRef('VirtualMachineSnapshot', request.snapshot)
      const { newName, description } = request
      return { target, parameters: { name: encodeInventoryName(newName), description } }
    }
    case 'rename':
      return { target: vm, parameters: { newName: encodeInventoryName(request.newName) } }
    case 'reconfigure':
    case 'setAllocation':
    case 'disconnectCdrom':
    case 'connectCdrom':
    case 'addSerialPort':
    case 'editSerialPort':
    case 'removeSerialPort':
      return { target: vm, parameters: { spec: await configSpec(session, vm, request) } }
    case 'clone':
    case 'migrate':
    case 'relocate':
    case 'markAsVm':
    case 'moveToFolder':
    case 'moveToPool':
      return placeCall(session, vm, request)
    case 'copy':
      throw new Error('a copy is several calls')
    case 'answerQuestion':
      throw new Error('an answer begins no task')
    default:
      return assertNever(request, 'verb')
  }
}
