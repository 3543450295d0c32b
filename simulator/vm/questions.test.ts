import { describe, expect, test } from 'vitest'
import { deleteFile } from '../estate/datastore-files'
import { faultTypeOf, testWorld, fileText, mustFile } from '../testing/test-world'
import { any } from '../vim25/value'
import { eventsOf } from '../world/events'
import { setTraits } from '../world/vm-traits'
import { questionCatalogue, questionNames } from './question-catalogue'
import { askUnprompted } from './question-effects'

const log = '[datastore1] asks-append-or-replace/console.log'

describe('a question on the wire', () => {
  test('has label and summary of new hosts, its message with arguments, and a default by index', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-append-or-replace')
    await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    const question = sim.world.prop(vm, 'runtime.question')
    expect(question).toMatchObject({
      id: '_vmx1',
      text: expect.stringMatching(
        /^msg\.serial\.file\.open:Serial port output file "\/vmfs\/volumes\/.*\/asks-append-or-replace\/console\.log" already exists/,
      ),
      choice: {
        choiceInfo: [
          { key: '0', label: 'button.serial.file.append', summary: 'Append' },
          { key: '1', label: 'button.serial.file.overwrite', summary: 'Replace' },
          { key: '2', label: 'Cancel', summary: 'Cancel' },
        ],
        defaultIndex: 0,
      },
      message: [{ id: 'msg.serial.file.open' }],
    })
    expect(sim.world.prop(vm, 'summary.runtime.question')).toBe(question)
    expect(eventsOf(sim.world).at(-1)).toMatchObject({
      $type: 'VmMessageEvent',
      messageInfo: [{ id: 'msg.serial.file.open' }],
    })
  })

  test('has mnemonics on an old host, and a plain number as id', async () => {
    const sim = testWorld()
    const vm = sim.vm('old-terminal')
    await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    expect(sim.world.prop(vm, 'runtime.question')).toMatchObject({
      id: '1',
      choice: { choiceInfo: [{ label: '_Append' }, { label: '_Replace' }, { label: '_Cancel' }] },
    })
  })

  test('has no id before its text on a vCenter', () => {
    const sim = testWorld({ product: 'vcenter' })
    const vm = sim.vm('web-01')
    askUnprompted(sim.world, vm, 'msg.hbacommon.locklost')
    expect(sim.world.prop(vm, 'runtime.question.text')).toMatch(/^The lock protecting/)
  })

  test('can be without a default, and without a message id', async () => {
    const sim = testWorld()
    await sim.start('PowerOnVM_Task', sim.vm('asks-without-default'), {}, 1_000)
    expect(sim.world.prop(sim.vm('asks-without-default'), 'runtime.question.choice.defaultIndex')).toBeUndefined()
    await sim.start('PowerOnVM_Task', sim.vm('asks-again-after-retry'), {}, 1_000)
    expect(sim.world.prop(sim.vm('asks-again-after-retry'), 'runtime.question.message')).toBeUndefined()
    expect(sim.world.prop(sim.vm('asks-again-after-retry'), 'runtime.question.text')).toMatch(/^Could not extend/)
  })

  test.each(questionNames)('%s of the catalogue can be asked, and each of its answers is taken', async (name) => {
    for (const [index] of questionCatalogue[name].choices.entries()) {
      const sim = testWorld()
      const vm = sim.vm('web-frontend')
      const { id, answer } = askUnprompted(sim.world, vm, name)
      sim.callNow('AnswerVM', vm, { questionId: id, answerChoice: `${index}` })
      expect((await answer).means).toBe(questionCatalogue[name].choices[index]?.means)
      expect(sim.world.prop(vm, 'runtime.question')).toBeUndefined()
    }
  })
})

describe('AnswerVM', () => {
  test('Append keeps the serial file, Replace empties it', async () => {
    for (const [choice, left] of [
      ['Append', /ttyS0/],
      ['Replace', /^$/],
    ] as const) {
      const sim = testWorld()
      const vm = sim.vm('asks-append-or-replace')
      const task = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
      sim.answer(vm, choice)
      expect(await sim.outcome(task)).toBe('success')
      expect(fileText(sim.world, log)).toMatch(left)
    }
  })

  test('refuses a question that is answered, one that never was, and a choice that is not offered', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-append-or-replace')
    await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    const wrong = (questionId: string, answerChoice: string) =>
      faultTypeOf(() => sim.callNow('AnswerVM', vm, { questionId, answerChoice }))
    expect(wrong('_vmx1', '9')).toBe('InvalidArgument')
    expect(wrong('_vmx7', '0')).toBe('InvalidArgument')
    expect(wrong('_vmx1', '0')).toBeUndefined()
    expect(wrong('_vmx1', '0')).toBe('ConcurrentAccess')
  })
})

test('a serial file that is not there yet is made without a question', async () => {
  const sim = testWorld()
  const vm = sim.vm('asks-append-or-replace')
  deleteFile(sim.world, mustFile(sim.world, log))
  expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
  expect(fileText(sim.world, log)).toBe('')
})

describe('configured answers', () => {
  test.each([
    ['answer.msg.serial.file.open', 'Replace', ''],
    ['answer.msg.serial.file.open', '_append', 'ttyS0'],
    ['answer.MSG.serial.file.open', 'button.serial.file.append', 'ttyS0'],
    ['msg.autoAnswer', 'TRUE', 'ttyS0'],
  ])('%s = "%s" keeps the host from asking', async (key, value, left) => {
    const sim = testWorld()
    const vm = sim.vm('asks-append-or-replace')
    sim.world.update(vm, { 'config.extraConfig': [{ key, value: any('xsd:string', value) }] })
    expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
    expect(fileText(sim.world, log)).toContain(left)
  })

  test('msg.autoAnswer does not invent a default', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-without-default')
    sim.world.update(vm, { 'config.extraConfig': [{ key: 'msg.autoAnswer', value: any('xsd:string', 'TRUE') }] })
    await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    expect(sim.world.prop(vm, 'runtime.question')).toBeDefined()
  })
})

describe('out of space while running', () => {
  test('belongs to no task and stands from the start of the demo', () => {
    const sim = testWorld()
    expect(sim.world.prop(sim.vm('disk-full'), 'runtime.question.text')).toContain("virtual disk 'disk-full.vmdk'")
    expect(sim.world.byType('Task')).toEqual([])
  })

  test('Retry brings it back while the datastore is full, and lets the VM go on once it is not', async () => {
    const sim = testWorld()
    const vm = sim.vm('disk-full')
    sim.answer(vm, 'Retry')
    expect(sim.world.prop(vm, 'runtime.question')).toBeUndefined()
    await sim.clock.advance(3_000)
    expect(sim.world.prop(vm, 'runtime.question.id')).toBe('_vmx2')
    deleteFile(sim.world, mustFile(sim.world, '[scratch] captures/2019-office-move.pcap'))
    sim.answer(vm, 'Retry')
    await sim.clock.advance(10_000)
    expect(sim.world.prop(vm, 'runtime.question')).toBeUndefined()
    expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOn')
  })

  test('Cancel switches the VM off', async () => {
    const sim = testWorld()
    const vm = sim.vm('disk-full')
    sim.answer(vm, 'Cancel')
    await sim.clock.advance(100)
    expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOff')
    expect(sim.world.prop(vm, 'runtime.cleanPowerOff')).toBe(false)
  })
})

test('questions of one VM wait in line, and the label style of a VM can be its own', async () => {
  const sim = testWorld()
  const vm = sim.vm('web-frontend')
  setTraits(sim.world, vm, { labels: 'mnemonic' })
  askUnprompted(sim.world, vm, 'msg.hbacommon.outofspace')
  const second = askUnprompted(sim.world, vm, 'msg.cdromdisconnect.locked')
  expect(sim.world.prop(vm, 'runtime.question.text')).toContain('outofspace')
  sim.answer(vm, 'Retry')
  expect(sim.world.prop(vm, 'runtime.question.id')).toBe(second.id)
  expect(sim.world.prop(vm, 'runtime.question.choice.choiceInfo')).toMatchObject([{ label: '_Yes' }, { label: '_No' }])
})

test('a CD tray that is opened against the will of the guest is empty afterwards', async () => {
  const sim = testWorld()
  const vm = sim.vm('cd-locked-by-guest')
  const { id, answer } = askUnprompted(sim.world, vm, 'msg.cdromdisconnect.locked')
  sim.callNow('AnswerVM', vm, { questionId: id, answerChoice: '0' })
  await answer
  expect(sim.world.prop(vm, 'config.hardware.device[3002].connectable')).toMatchObject({ connected: false })
})
