import { expect, test } from 'vitest'
import { moid } from '../vsphere/ids'
import { neededPrivileges } from '../vsphere/privileges'
import { lackingFor, lackingForRequest } from './needed-privileges'
import { verbLabel, type Verb } from './verb'
import { vmCan, type VmForRules } from './vm-can'

const vm: VmForRules = {
  powerState: 'poweredOff',
  connectionState: 'connected',
  isTemplate: false,
  toolsRunning: false,
  snapshotCount: 1,
}
const verbs = Object.keys(verbLabel) as Verb[]
const all = neededPrivileges.map(({ privilege }) => privilege)
const memory = 'VirtualMachine.Config.Memory'
const cpus = 'VirtualMachine.Config.CPUCount'

test('each verb names a privilege that is known by the one list', () => {
  // The right to put something into a pool is asked on the pool, and that to copy on datastores.
  for (const verb of verbs.filter((one) => one !== 'moveToPool' && one !== 'copy'))
    expect(all).toContain(lackingFor(verb, all))
})

test('a verb whose privilege is missing is refused with its name; without knowledge nothing is refused', () => {
  const missing = ['VirtualMachine.Interact.PowerOn']
  const context = { connectionLive: true, connectionName: 'esx-01' }
  expect(vmCan('powerOn', vm, { ...context, missing })).toEqual({
    ok: false,
    because: 'Andon’s account at esx-01 lacks VirtualMachine.Interact.PowerOn.',
  })
  expect(vmCan('rename', vm, { ...context, missing }).ok).toBe(true)
  expect(vmCan('powerOn', vm, { ...context, missing: [] }).ok).toBe(true)
  expect(vmCan('powerOn', vm, context).ok).toBe(true)
})

test('a person who may not act hears of that, and one without contact of the contact, before privileges', () => {
  const missing = all
  expect(vmCan('powerOn', vm, { connectionLive: true, role: 'viewer', missing })).toMatchObject({
    because: 'Your account may look, but not start tasks.',
  })
  expect(vmCan('powerOn', vm, { connectionLive: false, missing })).toMatchObject({
    because: expect.stringContaining('No contact'),
  })
})

test('memory and CPUs are two privileges: the form opens with one of them, and the other part is refused', () => {
  expect(lackingFor('reconfigure', [memory])).toBeUndefined()
  expect(lackingFor('reconfigure', [cpus, memory])).toBe(memory)
  expect(lackingForRequest({ verb: 'reconfigure', memoryMiB: 1 }, [memory])).toBe(memory)
  expect(lackingForRequest({ verb: 'reconfigure', cpuCount: 1 }, [memory])).toBeUndefined()
  expect(lackingForRequest({ verb: 'reconfigure', cpuCount: 1, memoryMiB: 1 }, [cpus])).toBe(cpus)
  expect(lackingForRequest({ verb: 'reconfigure', memoryMiB: 1 }, undefined)).toBeUndefined()
})

test('which image a drive is given says which of two privileges it takes', () => {
  const give = (path: string) =>
    ({ verb: 'editDrive', deviceKey: 3000, deviceLabel: '', media: { is: 'file', path } }) as const
  const [cd, floppy] = ['VirtualMachine.Interact.SetCDMedia', 'VirtualMachine.Interact.SetFloppyMedia']
  expect(lackingForRequest(give('[iso] debian.ISO'), [cd])).toBe(cd)
  expect(lackingForRequest(give('[iso] debian.ISO'), [floppy])).toBeUndefined()
  expect(lackingForRequest(give('[iso] drivers.flp'), [floppy])).toBe(floppy)
})

test('what a clone or a migration takes depends on the VM and on what is made of it', () => {
  const provisioning = (part: string) => `VirtualMachine.Provisioning.${part}`
  const template = { ...vm, isTemplate: true }
  const clone = { verb: 'clone', name: 'copy' } as const
  expect(lackingForRequest(clone, [provisioning('Clone')], vm)).toBe(provisioning('Clone'))
  expect(lackingForRequest(clone, [provisioning('Clone')], template)).toBeUndefined()
  expect(lackingForRequest(clone, [provisioning('DeployTemplate')], template)).toBe(provisioning('DeployTemplate'))
  expect(lackingForRequest({ ...clone, template: true }, [provisioning('CreateTemplateFromVM')], vm)).toBe(
    provisioning('CreateTemplateFromVM'),
  )
  expect(lackingFor('migrate', ['Resource.HotMigrate'], vm)).toBeUndefined()
  expect(lackingFor('migrate', ['Resource.HotMigrate'], { ...vm, powerState: 'poweredOn' })).toBe('Resource.HotMigrate')
  const relocate = { verb: 'relocate', datastore: moid('ds-1') } as const
  expect(lackingForRequest(relocate, ['Resource.ColdMigrate'], { ...vm, powerState: 'poweredOn' })).toBe(
    'Resource.ColdMigrate',
  )
})
