import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuestionChoice } from './question'
import { isSameQuestion, likenessOf } from './same-question'

/**
 * A "Retry" whose text counted the megabytes that were left was answered 600 times in 30 s, since the stop compared the
 * whole text. Another host put "Replace?" under the id of "Append?" while its card was open.
 */
const retry: QuestionChoice[] = [
  { key: '0', label: 'button.retry', summary: 'Retry' },
  { key: '1', label: 'button.abort', summary: 'Abort' },
]
const asked = (text: string, choices = retry) => ({ messageId: 'msg.hbacommon.outofspace', text, choices })

describe('the same question', () => {
  test.each([
    ["No space for 'db.vmdk': 1085 MB free.", "No space for 'db.vmdk': 1084 MB free."],
    ["No space for 'db.vmdk': 1085MB free.", "No space for 'db.vmdk': 99KB free."],
    ['Noch 1.085,5 GB frei (21 %).', 'Noch 0,4 GB frei (3%).'],
    ['空き容量は1085MBです。', '空き容量は12MBです。'],
  ])('but for its figures: %s', (one, other) => {
    expect(isSameQuestion(asked(one), asked(other))).toBe(true)
  })

  test.each([
    ["File 'serial0.log' exists.", "File 'serial1.log' exists."],
    ['File /vmfs/volumes/5f1/serial0.log exists.', 'File /vmfs/volumes/5f1/serial1.log exists.'],
    ['File serial0.log exists.', 'File serial1.log exists.'],
    ['Append?', 'Replace?'],
  ])('is another one about another thing: %s', (one, other) => {
    expect(isSameQuestion(asked(one), asked(other))).toBe(false)
  })

  test('is another one with other choices, another key for the same choice, or another message id', () => {
    const text = 'No space.'
    const [first, second] = retry as [QuestionChoice, QuestionChoice] // there are two
    expect(isSameQuestion(asked(text), asked(text, [second, first]))).toBe(false)
    expect(isSameQuestion(asked(text), asked(text, [{ ...first, key: '1' }, second]))).toBe(false)
    expect(isSameQuestion(asked(text), { ...asked(text), messageId: 'msg.other' })).toBe(false)
  })

  test('of one kind whatever the name in it', () => {
    const kindOf = (text: string) => likenessOf(asked(text)).kind
    expect(kindOf("No space for 'db-000123.vmdk': 3 MB.")).toBe(kindOf("No space for 'web.vmdk': 1,024 MB."))
    expect(kindOf('File [ssd-01] a/serial0.log exists.')).toBe(kindOf('File [nfs] b_c/serial12.log exists.'))
    expect(kindOf('Append?')).not.toBe(kindOf('Replace?'))
  })

  test('whatever the figure', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) =>
        isSameQuestion(
          asked(`There are ${one} MB free of ${other} MB.`),
          asked(`There are ${other} MB free of ${one} MB.`),
        ),
      ),
    )
  })
})
