import { expect, test } from 'vitest'
import { faultTextOf, isFault, isFaultOf, vimFaultOf } from './fault'
import { readReply } from './testing/read-reply'
import type { WireObject } from './wire-value'

function faultOf(detail: string, text = 'It went wrong.') {
  const xml = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><s:Body><s:Fault>
    <faultcode>ServerFaultCode</faultcode><faultstring>${text}</faultstring>${detail}</s:Fault></s:Body></s:Envelope>`
  const reply = readReply('PowerOnVM_Task', xml)
  if (reply.kind !== 'fault') throw new Error('not a fault')
  return vimFaultOf(reply)
}

test('a fault has its type, its own fields and the server’s sentence', () => {
  const detail = `<detail><InvalidPowerStateFault xmlns="urn:vim25" xsi:type="InvalidPowerState">
    <requestedState>poweredOn</requestedState><existingState>poweredOn</existingState></InvalidPowerStateFault></detail>`
  const { fault, fields } = faultOf(detail)
  expect(fault).toEqual({
    type: 'InvalidPowerState',
    message: 'It went wrong.',
    chain: [],
    fields: { requestedState: 'poweredOn', existingState: 'poweredOn' },
  })
  expect(fields).toMatchObject({ requestedState: 'poweredOn', existingState: 'poweredOn' })
})

test('without xsi:type the element’s name tells the type', () => {
  const detail =
    '<detail><ManagedObjectNotFoundFault xmlns="urn:vim25"><obj type="Task">task-1</obj></ManagedObjectNotFoundFault></detail>'
  const { fault, fields } = faultOf(detail)
  expect(fault.type).toBe('ManagedObjectNotFound')
  expect(fields.obj).toEqual({ $type: 'ManagedObjectReference', type: 'Task', value: 'task-1' })
})

test('the chain holds the reason, every faultMessage with its key, and the causes, outermost first', () => {
  const detail = `<detail><GenericVmConfigFaultFault xmlns="urn:vim25" xsi:type="GenericVmConfigFault">
    <faultCause><fault xsi:type="FileLocked"><faultMessage><key>msg.fileio.lock</key><message>Failed to lock the file.</message></faultMessage><file>[ds] a.vmdk</file></fault>
      <localizedMessage>Cannot access the file.</localizedMessage></faultCause>
    <faultMessage><key>msg.hvuser.NoSVM</key><message>This host does not support AMD-V.</message></faultMessage>
    <faultMessage><key>msg.moduletable.powerOnFailed</key><arg><key>1</key><value xsi:type="xsd:string">MonitorMode</value></arg></faultMessage>
    <faultMessage><key>msg.vmx.poweron.failed</key><message>Failed to start the virtual machine.</message></faultMessage>
    <reason>This host does not support AMD-V.</reason></GenericVmConfigFaultFault></detail>`
  expect(faultOf(detail, 'Module MonitorMode power on failed.').fault).toEqual({
    type: 'GenericVmConfigFault',
    message: 'Module MonitorMode power on failed.',
    chain: [
      { key: 'msg.hvuser.NoSVM', message: 'This host does not support AMD-V.' },
      { key: 'msg.moduletable.powerOnFailed', message: 'MonitorMode' },
      { key: 'msg.vmx.poweron.failed', message: 'Failed to start the virtual machine.' },
      { message: 'Cannot access the file.' },
      { key: 'msg.fileio.lock', message: 'Failed to lock the file.' },
    ],
  })
})

test('a fault without detail keeps the server’s code and sentence', () => {
  expect(faultOf('', 'Unable to resolve WSDL method name X').fault).toEqual({
    type: 'ServerFaultCode',
    message: 'Unable to resolve WSDL method name X',
    chain: [],
  })
})

test('a fault inside data is read from its wrapper, an empty one by its type', () => {
  const error: WireObject = {
    fault: { $type: 'RequestCanceled' },
    localizedMessage: 'The task was canceled by a user.',
  }
  expect(faultTextOf(error)).toEqual({
    type: 'RequestCanceled',
    message: 'The task was canceled by a user.',
    chain: [],
  })
  expect(faultTextOf({ fault: { $type: 'Timedout' } })).toEqual({ type: 'Timedout', message: 'Timedout', chain: [] })
})

test('causes without end are not followed without end', () => {
  let fault: WireObject = { $type: 'VimFault' }
  for (let depth = 0; depth < 1000; depth += 1) {
    fault = { $type: 'VimFault', faultCause: { fault, localizedMessage: `level ${depth}` } }
  }
  expect(faultTextOf({ fault, localizedMessage: 'outermost' }).chain.length).toBeLessThan(30)
})

test('a fault is what it derives from, and not what derives from it', () => {
  const faultOfType = (type: string, element = `${type}Fault`) =>
    faultOf(`<detail><${element} xmlns="urn:vim25" xsi:type="${type}"/></detail>`)
  const expired = faultOfType('PasswordExpired')
  expect(isFault(expired, 'InvalidLogin')).toBe(true)
  expect(isFault(expired, 'NoPermission', 'VimFault')).toBe(true)
  expect(isFault(expired, 'NoPermission')).toBe(false)
  expect(isFault(faultOfType('InvalidLogin'), 'PasswordExpired')).toBe(false)
  expect(isFaultOf('NotAuthenticated', 'NoPermission')).toBe(true)
  expect(isFaultOf('HostAccessRestrictedToManagementServer', 'NotSupported')).toBe(true)
  expect(isFaultOf('BrandNew', 'MethodFault')).toBe(false)
})

test('a fault that nobody has heard of is what the name of its element says', () => {
  const detail =
    '<detail><InvalidLoginFault xmlns="urn:vim25" xsi:type="LoomLogin"><loom>5</loom></InvalidLoginFault></detail>'
  const error = faultOf(detail)
  expect(error.fault.type).toBe('LoomLogin')
  expect(error.fields).toMatchObject({ loom: '5' })
  expect(isFault(error, 'InvalidLogin')).toBe(true)
  const unknown = faultOf('<detail><LoomFault xmlns="urn:vim25" xsi:type="Loom"/></detail>')
  expect(unknown.types).toEqual(['Loom'])
})

test('NoPermission keeps which privilege is missing, and on what', () => {
  const detail = `<detail><NoPermissionFault xmlns="urn:vim25" xsi:type="NoPermission">
    <object type="VirtualMachine">vm-12</object><privilegeId>VirtualMachine.Interact.PowerOn</privilegeId></NoPermissionFault></detail>`
  const { fault } = faultOf(detail, 'Permission to perform this operation was denied.')
  expect(fault.needs).toEqual([
    { privilege: 'VirtualMachine.Interact.PowerOn', on: { type: 'VirtualMachine', moid: 'vm-12' } },
  ])
  expect(fault.fields).toEqual({
    object: 'VirtualMachine vm-12',
    privilegeId: 'VirtualMachine.Interact.PowerOn',
  })
})

test('a server of 7.0.3 names several, each on an object of its own', () => {
  const entity = { $type: 'ManagedObjectReference', type: 'Datastore', value: 'datastore-4' }
  const fault = {
    $type: 'NoPermission',
    privilegeId: 'Network.Assign',
    missingPrivileges: [{ entity, privilegeIds: ['Datastore.AllocateSpace', 'Datastore.Browse'] }, { entity }],
  }
  expect(faultTextOf({ fault }).needs).toEqual([
    { privilege: 'Network.Assign' },
    { privilege: 'Datastore.AllocateSpace', on: { type: 'Datastore', moid: 'datastore-4' } },
    { privilege: 'Datastore.Browse', on: { type: 'Datastore', moid: 'datastore-4' } },
  ])
})

test('own fields without end are cut', () => {
  const fields = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, 'x'.repeat(10_000)]))
  let nested: WireObject = { deep: 'x' }
  for (let depth = 0; depth < 1_000; depth += 1) nested = { deep: nested }
  const { fields: kept = {} } = faultTextOf({ fault: { $type: 'Odd', nested, ...fields } })
  expect(Object.keys(kept)).toHaveLength(20)
  expect(Math.max(...Object.values(kept).map((text) => text.length))).toBeLessThan(400)
})
