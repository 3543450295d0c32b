import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choiceLabel, messageId, questionText, type QuestionChoice, type VmQuestion } from './question'
import { asQuestion, defaultChoice, describeQuestion } from './question-dictionary'

const choice = (key: string, label: string, summary = label): QuestionChoice => ({ key, label, summary })

const ask = (text: string, choices: QuestionChoice[], rest: Partial<VmQuestion> = {}): VmQuestion => ({
  id: '_vmx1',
  text,
  choices,
  messages: [],
  ...rest,
})

const serialText =
  'msg.serial.file.open:Serial port output file "[ssd-01] build_agent _7_/serial0.log" already exists. Do you want to replace it with any newly created content, or append new content to the end of the file?'

const newStyle = [
  choice('0', 'button.serial.file.append', 'Append'),
  choice('1', 'button.serial.file.overwrite', 'Replace'),
  choice('2', 'Cancel'),
]
const oldStyle = [choice('0', '_Append'), choice('1', '_Replace'), choice('2', '_Cancel')]

const said = (question: VmQuestion) =>
  describeQuestion(question).choices.map(({ label, consequence, destructive }) => [label, consequence, destructive])

test('a text of nothing but opening quotes costs no more than any other', () => {
  const text = `msg.x:${'“'.repeat(300_000)}`
  expect(describeQuestion({ text, choices: [], messages: [] }).short).toBeUndefined()
})

describe('the message id', () => {
  test('comes from messages[] first, then from in front of the text', () => {
    expect(messageId(ask('Anything', [], { messages: [{ id: 'msg.uuid.altered', args: [] }] }))).toBe(
      'msg.uuid.altered',
    )
    expect(messageId(ask(serialText, []))).toBe('msg.serial.file.open')
    expect(messageId(ask('Is it msg.serial.file.open: or not?', []))).toBeUndefined()
  })

  test('is taken off the text, and only from its front', () => {
    expect(questionText(ask(serialText, []))).toMatch(/^Serial port output file "/)
    expect(questionText(ask('It said msg.x.y: no', []))).toBe('It said msg.x.y: no')
    expect(questionText(ask('  leading space stays', []))).toBe('  leading space stays')
  })
})

describe('the name of a choice', () => {
  test.each([
    ['I _copied it', 'I copied it', 'I copied it'],
    ['_Yes', '', 'Yes'],
    ['button.yes', 'Yes', 'Yes'],
    ['button.uuid.movedTheVM', 'I _moved it', 'I moved it'],
    ['button.retry', '', 'button.retry'],
    ['', 'Append', 'Append'],
    ['keep snake_case alone', '', 'keep snake_case alone'],
  ])('%j with summary %j is %j', (label, summary, name) => {
    expect(choiceLabel(choice('0', label, summary))).toBe(name)
  })

  test('is never empty', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (label, summary, key) => {
        expect(choiceLabel({ key, label, summary })).not.toBe('')
      }),
    )
  })
})

describe('what the answers do', () => {
  test.each([
    ['ids as labels', newStyle],
    ['mnemonics', oldStyle],
  ])('the serial port question, with %s', (_, choices) => {
    expect(said(ask(serialText, choices))).toEqual([
      ['Append', 'keeps what is in the file', false],
      ['Replace', 'erases the file', true],
      ['Cancel', 'does not power on', false],
    ])
  })

  test('follows the words of a choice, not its key or place', () => {
    const swapped = [choice('0', 'Cancel'), choice('1', 'Append'), choice('2', 'REPLACE')]
    expect(said(ask(serialText, swapped)).map(([, consequence]) => consequence)).toEqual([
      'does not power on',
      'keeps what is in the file',
      'erases the file',
    ])
  })

  test('says what is lost, with the object that the question names', () => {
    const [, replace] = describeQuestion(ask(serialText, newStyle)).choices
    expect(replace?.confirm).toBe('Replace erases serial0.log. This cannot be undone.')
    const unnamed = describeQuestion(ask('msg.serial.file.open: A file exists.', newStyle)).choices[1]
    expect(unnamed?.confirm).toBe('Replace erases the file. This cannot be undone.')
  })

  test('moved or copied', () => {
    const choices = [
      choice('0', 'button.uuid.Cancel', 'Cancel'),
      choice('1', 'button.uuid.movedTheVM', 'I moved it'),
      choice('2', 'button.uuid.copiedTheVM', 'I copied it'),
    ]
    const old = [choice('0', 'Cancel'), choice('1', 'I _moved it'), choice('2', 'I _copied it')]
    for (const offered of [choices, old])
      expect(said(ask('msg.uuid.altered:This virtual machine might have been moved or copied.', offered))).toEqual([
        ['Cancel', 'does not power on', false],
        ['I moved it', 'keeps UUID and MAC', false],
        ['I copied it', 'new UUID and MAC', false],
      ])
  })

  test('out of space: cancel powers the VM off, under either of its names', () => {
    const text =
      "msg.hbacommon.outofspace:There is no more space for virtual disk 'db_primary_1.vmdk'. You might be able to continue."
    for (const end of [choice('1', 'button.abort', 'Cancel'), choice('1', '_Cancel'), choice('1', 'Abort')]) {
      const described = describeQuestion(ask(text, [choice('0', '_Retry'), end]))
      expect(described.choices[0]).toMatchObject({ consequence: 'try to write again', destructive: false })
      expect(described.choices[1]).toMatchObject({ consequence: 'powers it off', destructive: true })
      expect(described.short).toBe(
        'No more space for virtual disk db_primary_1.vmdk. Free disk space and retry; cancel powers the VM off.',
      )
    }
  })

  test('an only choice that powers the VM off is destructive although it is the default', () => {
    const described = describeQuestion(
      ask('msg.hbacommon.locklost:The lock is lost.', [choice('0', 'OK')], { defaultIndex: 0 }),
    )
    expect(described.choices).toEqual([
      {
        key: '0',
        label: 'OK',
        consequence: 'powers it off',
        destructive: true,
        confirm: 'OK powers the VM off. What the guest has not written to disk is lost.',
        isDefault: true,
      },
    ])
  })

  test('nothing is invented for an unknown id, nor for an unknown choice of a known one', () => {
    expect(describeQuestion(ask('msg.something.new:Replace the moon?', [choice('0', 'Replace')]))).toEqual({
      messageId: 'msg.something.new',
      text: 'Replace the moon?',
      choices: [{ key: '0', label: 'Replace', destructive: false, isDefault: false }],
    })
    expect(describeQuestion(ask('No id. Replace?', [choice('0', 'Replace')]))).not.toHaveProperty('messageId')
    const odd = describeQuestion(ask(serialText, [choice('0', 'Rotate')])).choices[0]
    expect(odd).toEqual({ key: '0', label: 'Rotate', destructive: false, isDefault: false })
    expect(
      describeQuestion(ask('constructor', [], { messages: [{ id: 'constructor', args: [] }] })),
    ).not.toHaveProperty('short')
  })
})

test('the default is an index into the choices, and no default is no choice', () => {
  expect(defaultChoice(ask('', newStyle, { defaultIndex: 1 }))?.summary).toBe('Replace')
  expect(defaultChoice(ask('', newStyle))).toBeUndefined()
  expect(defaultChoice(ask('', newStyle, { defaultIndex: 7 }))).toBeUndefined()
})

test('a question that a step kept is described like the question itself', () => {
  const question = ask(serialText, newStyle, { defaultIndex: 0 })
  const { messageId: id, text } = describeQuestion(question)
  const kept = { text, choices: newStyle, defaultIndex: 0, ...(id === undefined ? {} : { messageId: id }) }
  expect(describeQuestion(asQuestion(kept))).toEqual(describeQuestion(question))
})
