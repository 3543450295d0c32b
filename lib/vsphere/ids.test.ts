import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { connectionId, moid, questionIdOf, questionKey, splitKey, vmKey, vmOfQuestion } from './ids'

const text = string({ unit: 'binary', minLength: 1 })

test('whatever a server calls its objects, a key of them is taken apart again', () => {
  assert(
    property(text, text, (vm, question) => {
      const connection = connectionId('c1')
      const key = vmKey(connection, moid(vm))
      expect(splitKey(key)).toEqual({ connection, moid: vm })
      const asked = questionKey(connection, moid(vm), question)
      expect(splitKey(asked)).toEqual({ connection, moid: vm })
      expect(questionIdOf(asked)).toBe(question)
      expect(vmOfQuestion(asked)).toBe(key)
    }),
  )
})

test.each(['', '/', 'c1', 'c1/', '/12', '//12', 'c1//12', 'c1/%', 'c1/%ff'])('"%s" is no key', (key) => {
  expect(splitKey(key)).toBeUndefined()
})
