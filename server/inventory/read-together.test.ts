import { expect, test } from 'vitest'
import { createReadTogether } from './read-together'

/** A server whose calls come back when they are told to. */
function slowServer(fails: (keys: readonly string[]) => unknown = () => undefined) {
  const calls: { keys: readonly string[]; back: () => void }[] = []
  const read = createReadTogether<string, string>({
    read: (keys) =>
      new Promise((resolve, reject) => {
        const error = fails(keys)
        const found = new Map(keys.filter((key) => key !== 'gone').map((key) => [key, `${key} read`]))
        calls.push({ keys, back: () => (error === undefined ? resolve(found) : reject(error)) })
      }),
    missing: (key) => new Error(`${key} is missing`),
    isAboutOne: (error) => error === 'one of them',
  })
  /** Lets every call come back, as long as there are any. */
  async function allBack() {
    for (let at = 0; at < calls.length; at += 1) {
      calls[at]?.back()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { read, calls, allBack }
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `vm-${index}`)

test('one alone is sent at once, many go together behind the first', async () => {
  const { read, calls, allBack } = slowServer()
  const all = Promise.all(many(100).map(read))
  expect(calls.map(({ keys }) => keys.length)).toEqual([1, 1, 1, 1])
  await allBack()
  expect(await all).toEqual(many(100).map((key) => `${key} read`))
  expect(calls.map(({ keys }) => keys.length)).toEqual([1, 1, 1, 1, 50, 46])
})

test('what is asked for while a read is on its way is read after that', async () => {
  const { read, calls, allBack } = slowServer()
  const all = [...many(4), 'vm-0'].map(read)
  calls[0]?.back()
  await all[0]
  await allBack()
  expect(await all[4]).toBe('vm-0 read')
  expect(calls.at(-1)?.keys).toEqual(['vm-0'])
})

test('one that cannot be read takes no other along', async () => {
  const { read, calls, allBack } = slowServer((keys) =>
    keys.includes('bad') ? (keys.length > 1 ? 'one of them' : 'not this one') : undefined,
  )
  const all = Promise.allSettled([...many(4), 'bad', 'gone', 'good'].map(read))
  await allBack()
  expect((await all).slice(4)).toEqual([
    { status: 'rejected', reason: 'not this one' },
    { status: 'rejected', reason: new Error('gone is missing') },
    { status: 'fulfilled', value: 'good read' },
  ])
  expect(calls.slice(4).map(({ keys }) => keys)).toEqual([['bad', 'gone', 'good'], ['bad'], ['gone'], ['good']])
})

test('when there is no contact each is told so, and nothing is sent again', async () => {
  const { read, calls, allBack } = slowServer(() => 'no contact')
  const all = Promise.allSettled(many(10).map(read))
  await allBack()
  expect((await all).every(({ status }) => status === 'rejected')).toBe(true)
  expect(calls.map(({ keys }) => keys.length)).toEqual([1, 1, 1, 1, 6])
})
