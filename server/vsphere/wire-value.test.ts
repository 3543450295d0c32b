import { expect, test } from 'vitest'
import { known, notKnown } from '@/lib/vsphere/known'
import { asText, readKnown, readPart, readWhole, type WireObject } from './wire-value'

/** An item that could not be read was dropped without a word, and what was not in the list was then said not to be there. */

const nameOf = ({ name }: WireObject) => {
  const text = asText(name)
  return text === undefined ? [] : [text]
}
const part = [{ name: 'a' }, { name: 7 }, 'odd', { name: 'b' }]

test('what can be read of a list is read, and what cannot is counted', () => {
  expect(readPart([{ name: 'a' }], nameOf)).toEqual({ items: ['a'], unread: 0 })
  expect(readPart(part, nameOf)).toEqual({ items: ['a', 'b'], unread: 2 })
  expect(readPart([], nameOf)).toEqual({ items: [], unread: 0 })
  expect(readPart(undefined, nameOf)).toBeUndefined()
  expect(readPart(['odd'], nameOf)).toBeUndefined()
})

test('a list of which something cannot be read is not whole', () => {
  expect(readWhole([{ name: 'a' }], nameOf)).toEqual(['a'])
  expect(readWhole(part, nameOf)).toBeUndefined()
  expect(readWhole(undefined, nameOf)).toBeUndefined()
})

test('what is shown of a list says how much is missing, or why nothing is known', () => {
  const because = 'The host does not say.'
  expect(readKnown([{ name: 'a' }], nameOf, because)).toEqual(known(['a']))
  expect(readKnown(part, nameOf, because)).toEqual(known(['a', 'b'], 2))
  expect(readKnown(['odd'], nameOf, because)).toEqual(notKnown(because))
})
