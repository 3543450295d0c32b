import { expect, test } from 'vitest'
import { createPasswordQueue } from './password-queue'

/** Checks that end when they are told to, in the order in which they began. */
function checks() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  return {
    begun,
    check: (name: string) => () => {
      begun.push(name)
      return new Promise<string>((end) => ends.push(() => end(name)))
    },
    endOne: async () => {
      await nextTurn()
      ends.shift()?.()
      await nextTurn()
    },
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

const from = (of: string) => ({ proven: false, of })

test('so many are checked at a time, the others wait their turn', async () => {
  const queue = createPasswordQueue({ atOnce: 2, most: 10, mostOfOne: 10 })
  const { begun, check, endOne } = checks()
  for (const name of ['a', 'b', 'c']) void queue.take(from(name), check(name))
  await Promise.resolve()
  expect(begun).toEqual(['a', 'b'])
  await endOne()
  expect(begun).toEqual(['a', 'b', 'c'])
  expect(queue.length).toBe(2)
})

test('what is beyond is refused at once, and a place that was left is free again', async () => {
  const queue = createPasswordQueue({ atOnce: 1, most: 2, mostOfOne: 10 })
  const { check, endOne } = checks()
  const taken = ['a', 'b', 'c', 'd'].map((name) => queue.take(from(name), check(name)))
  expect(taken.map((one) => one !== undefined)).toEqual([true, true, true, false])
  await endOne()
  expect(queue.take(from('e'), check('e'))).toBeDefined()
  expect(queue.take(from('f'), check('f'))).toBeUndefined()
})

test('one source takes no more than its part', () => {
  const queue = createPasswordQueue({ atOnce: 1, most: 10, mostOfOne: 2 })
  const { check } = checks()
  const taken = ['a', 'a', 'a', 'b'].map((of) => queue.take(from(of), check(of)))
  expect(taken.map((one) => one !== undefined)).toEqual([true, true, false, true])
})

test('a proven browser has a place when the others have none, and comes first', async () => {
  const queue = createPasswordQueue({ atOnce: 1, most: 2, mostOfOne: 10 })
  const { begun, check, endOne } = checks()
  for (const name of ['a', 'b', 'c']) void queue.take(from(name), check(name))
  expect(queue.take(from('d'), check('d'))).toBeUndefined()
  expect(queue.take({ proven: true, of: 'b1' }, check('proven'))).toBeDefined()
  await endOne()
  expect(begun).toEqual(['a', 'proven'])
})

test('a check that fails gives its place back and rejects for who asked alone', async () => {
  const queue = createPasswordQueue({ atOnce: 1, most: 2, mostOfOne: 1 })
  await expect(queue.take(from('a'), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await queue.take(from('a'), () => Promise.resolve('yes'))).toBe('yes')
  expect(queue.length).toBe(0)
})
