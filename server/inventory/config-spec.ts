import { assertNever } from '@/lib/assert-never'
import type { SerialPortInput } from '@/lib/hardware/vm-hardware'
import { allocationInfo } from '@/lib/memory/allocation'
import type { RunRequest } from '@/lib/runs/verb'
import { serialBackingToWire } from '@/lib/serial/backing-on-wire'
import type { MoRef } from '@/lib/vsphere/ids'
import { VimFault } from '../vsphere/errors'
import { retrieveOne } from '../vsphere/retrieve'
import { fieldsOf } from '../vsphere/schema/schema'
import type { Session } from '../vsphere/session'
import { needPossible } from './device-spec'
import { asNumber, asObject, asObjects, asText, type WireObject, type WireValue } from '../vsphere/wire-value'

type ReconfigRequest = Extract<
  RunRequest,
  {
    verb:
      | 'reconfigure'
      | 'setAllocation'
      | 'disconnectCdrom'
      | 'connectCdrom'
      | 'addSerialPort'
      | 'editSerialPort'
      | 'removeSerialPort'
  }
>

/**
 * VirtualMachineConfigSpec for a request that is a ReconfigVM_Task. Where the host has to be read first, what it says
 * now is used, and its `changeVersion` guards the time in between.
 * Rejects with VimFault (InvalidDeviceSpec for a device that is not there any more) or WireError.
 */
export async function configSpec(session: Session, vm: MoRef, request: ReconfigRequest): Promise<WireObject> {
  switch (request.verb) {
    case 'reconfigure': {
      const { memoryMiB: memoryMB, cpuCount: numCPUs } = request
      const { changeVersion } = await needPossible(session, vm, request)
      return { changeVersion, numCPUs, memoryMB }
    }
    case 'setAllocation':
      return allocationSpec(session, vm, request)
    case 'addSerialPort': {
      const { port, changeVersion } = request
      return { changeVersion, deviceChange: [{ operation: 'add', device: newSerialPort(port) }] }
    }
    case 'disconnectCdrom':
    case 'connectCdrom': {
      const connected = request.verb === 'connectCdrom'
      const edit = (device: WireObject) => withConnectable(device, { connected, startConnected: connected })
      return deviceSpec(session, vm, { type: 'VirtualCdrom', key: request.deviceKey, operation: 'edit', edit })
    }
    case 'editSerialPort': {
      const { port, deviceKey: key, changeVersion } = request
      const edit = (device: WireObject) => editedSerialPort(device, port)
      return deviceSpec(session, vm, { type: 'VirtualSerialPort', key, operation: 'edit', edit, changeVersion })
    }
    case 'removeSerialPort': {
      const { deviceKey: key, changeVersion } = request
      const edit = (device: WireObject) => device
      return deviceSpec(session, vm, { type: 'VirtualSerialPort', key, operation: 'remove', edit, changeVersion })
    }
    default:
      return assertNever(request, 'verb')
  }
}

/** Shares are sent as a number as well, which depends on the size of the VM. */
async function allocationSpec(
  session: Session,
  vm: MoRef,
  request: Extract<ReconfigRequest, { verb: 'setAllocation' }>,
) {
  const { memory, cpu, changeVersion } = request
  const { properties } = await retrieveOne(session, vm, ['config.hardware.memoryMB', 'config.hardware.numCPU'])
  const size = (path: string) => asNumber(properties.get(path)) ?? 1
  return {
    changeVersion,
    ...(cpu ? { cpuAllocation: allocationInfo('cpu', cpu, size('config.hardware.numCPU')) } : {}),
    ...(memory ? { memoryAllocation: allocationInfo('memory', memory, size('config.hardware.memoryMB')) } : {}),
  }
}

type DeviceEdit = {
  type: string
  key: number
  operation: 'edit' | 'remove'
  /** Gets the whole device as the host has it: an edit replaces what is not sent. */
  edit: (device: WireObject) => WireObject
  changeVersion?: string | undefined
}

async function deviceSpec(session: Session, vm: MoRef, { type, key, operation, edit, changeVersion }: DeviceEdit) {
  const { properties } = await retrieveOne(session, vm, ['config.hardware.device', 'config.changeVersion'])
  const device = asObjects(properties.get('config.hardware.device')).find((one) => asNumber(one.key) === key)
  if (device?.$type !== type) throw invalidDevice(`The VM has no ${type} with the key ${key} any more.`)
  return {
    changeVersion: changeVersion ?? asText(properties.get('config.changeVersion')),
    deviceChange: [{ operation, device: edit(device) }],
  }
}

const invalidDevice = (message: string) => new VimFault({ type: 'InvalidDeviceSpec', message, chain: [] })

function withConnectable(device: WireObject, wanted: Readonly<Record<string, WireValue | undefined>>): WireObject {
  const now = asObject(device.connectable) ?? { allowGuestControl: true, connected: false }
  return { ...device, connectable: { ...now, ...wanted } }
}

/** The SIO controller: every VM has exactly this one. */
const serialController = 400

/** A negative key says that the device is new; the host gives it its own. */
function newSerialPort(port: SerialPortInput): WireObject {
  const backing = backingOf(port)
  if (!backing) throw invalidDevice('This kind of serial port is not known and cannot be added.')
  const { startConnected, connected = startConnected, yieldOnPoll } = port
  const connectable = { startConnected, allowGuestControl: true, connected }
  return { $type: 'VirtualSerialPort', key: -1, backing, connectable, controllerKey: serialController, yieldOnPoll }
}

/** A backing that is not known stays as the host has it. */
export function editedSerialPort(device: WireObject, port: SerialPortInput): WireObject {
  const { startConnected, connected, yieldOnPoll } = port
  const connecting = connected === undefined ? { startConnected } : { startConnected, connected }
  const before = asObject(device.backing)
  const wanted = backingOf(port)
  const backing = wanted ? { ...unknownFields(before, wanted.$type), ...wanted } : before
  return { ...withConnectable(device, connecting), backing, yieldOnPoll }
}

/** What a newer server keeps in a backing of the same type goes back to it; what the form shows is the form's. */
function unknownFields(backing: WireObject | undefined, type: string | undefined): WireObject {
  if (!backing || backing.$type !== type || type === undefined) return {}
  const known = fieldsOf(type)
  return Object.fromEntries(Object.entries(backing).filter(([name]) => name !== '$type' && !known?.has(name)))
}

function backingOf({ backing }: SerialPortInput): WireObject | undefined {
  const wire = serialBackingToWire(backing)
  if (!wire) return undefined
  const fields = Object.entries(wire.fields).filter((field): field is [string, string | boolean] =>
    ['string', 'boolean'].includes(typeof field[1]),
  )
  return { $type: wire.type, ...Object.fromEntries(fields) }
}
