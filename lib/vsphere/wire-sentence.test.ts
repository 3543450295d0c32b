import { expect, test } from 'vitest'
import { faultError, faultSentence, wireError, wireSentences } from './wire-sentence'

test('every way in which a server cannot be talked to has a sentence that ends, and evidence beside it', () => {
  for (const code of Object.keys(wireSentences)) {
    const error = wireError(code, 'ECONNREFUSED 10.0.0.1:443')
    expect(error, code).toMatchObject({ blame: 'wire', code, raw: 'ECONNREFUSED 10.0.0.1:443' })
    expect(error.sentence, code).toMatch(/^[A-Z].*\.$/)
    expect(error.sentence, code).not.toContain('ECONN')
  }
})

test('no two ways read the same', () => {
  const sentences = Object.values(wireSentences).map(({ sentence }) => sentence)
  expect(new Set(sentences).size).toBe(sentences.length)
})

test('a code from elsewhere is told as unreachable and keeps its name', () => {
  for (const code of ['brand-new', 'toString', '__proto__']) {
    expect(wireError(code, '')).toMatchObject({ code, sentence: wireSentences.unreachable.sentence })
  }
})

test('a fault keeps its whole chain as evidence; one without words of ours speaks for itself', () => {
  const chain = [{ key: 'msg.vmx.poweron.failed', message: 'Failed to start.' }, { message: 'The file is locked.' }]
  expect(faultError({ type: 'GenericVmConfigFault', message: 'Power on failed.', chain })).toEqual({
    blame: 'vsphere',
    code: 'GenericVmConfigFault',
    sentence: 'Power on failed.',
    raw: 'GenericVmConfigFault: Power on failed.\nmsg.vmx.poweron.failed: Failed to start.\nThe file is locked.',
  })
  expect(faultError({ type: 'InvalidLogin', message: 'Cannot complete login.', chain: [] }).sentence).toContain(
    'password',
  )
  expect(faultError({ type: 'NewFault', message: '', chain: [] }).sentence).toBe('NewFault')
})

test('a refusal names the privilege that it wants, and the object where it is missing', () => {
  const needs = [{ privilege: 'VirtualMachine.Interact.PowerOn', on: { type: 'VirtualMachine', moid: 'vm-12' } }]
  const fields = { privilegeId: 'VirtualMachine.Interact.PowerOn', object: 'VirtualMachine vm-12' }
  const fault = { type: 'NoPermission', message: 'Permission was denied.', chain: [], fields, needs }
  expect(faultError(fault)).toMatchObject({
    sentence:
      'The account that this connection uses is not permitted to do that. It needs VirtualMachine.Interact.PowerOn on VM vm-12.',
    raw: 'NoPermission: Permission was denied.\nprivilegeId: VirtualMachine.Interact.PowerOn\nobject: VirtualMachine vm-12',
  })
  expect(faultSentence(fault)).toBe('Permission was denied. It needs VirtualMachine.Interact.PowerOn on VM vm-12.')
})

test('a value that is not taken is named by its property, once', () => {
  const fault = { type: 'InvalidArgument', message: 'A specified parameter was not correct', chain: [] }
  expect(faultSentence({ ...fault, fields: { invalidProperty: 'spec.memoryMB' } })).toBe(
    'A specified parameter was not correct. It is about spec.memoryMB.',
  )
  const named = { ...fault, message: 'A specified parameter was not correct: spec.memoryMB' }
  expect(faultSentence({ ...named, fields: { invalidProperty: 'spec.memoryMB' } })).toBe(named.message)
  expect(faultSentence({ ...fault, type: 'InvalidProperty', fields: { name: 'runtime.x' } })).toContain('runtime.x')
  expect(faultSentence({ type: 'Odd', message: '', chain: [], fields: { name: 'x' } })).toBe('Odd')
})

test('who has a disk that could not be locked is named; of those that are off it is not said that they hold it', () => {
  const fault = { type: 'FileLocked', message: 'It is locked', chain: [] }
  const a = { name: 'a', path: '[ds] a/a.vmdk', powerState: 'poweredOn', host: 'esx-01' } as const
  const b = { name: 'b', path: '[ds] a/a.vmdk', powerState: 'poweredOff', host: 'esx-02' } as const
  expect(faultSentence({ ...fault, heldBy: [a, b] })).toBe('It is locked. "a" has [ds] a/a.vmdk, and is on at esx-01.')
  expect(faultSentence({ ...fault, heldBy: [b] })).toBe(
    'It is locked. "b" has [ds] a/a.vmdk, and is off. Who holds it open is not known.',
  )
})
