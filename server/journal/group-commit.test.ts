import { describe, expect, test } from 'vitest'
import { createGroupCommit } from './group-commit'

/** Keeps what it is given, and refuses what is called `bad`. */
function fakeDisk() {
  const batches: (readonly string[])[] = []
  let most = 0
  let now = 0
  const write = createGroupCommit<string, string>(async (writes) => {
    most = Math.max(most, (now += 1))
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    if (writes.includes('bad')) throw new Error('refused')
    batches.push(writes)
    return writes.map((one) => `${one} is written`)
  })
  return { batches, write, mostAtOnce: () => most }
}

describe('writes that are asked for at the same moment', () => {
  test('are one batch, and what comes meanwhile is the next', async () => {
    const { batches, write, mostAtOnce } = fakeDisk()
    const first = ['a', 'b', 'c'].map(write)
    await new Promise((resolve) => setImmediate(resolve))
    const second = ['d', 'e'].map(write)
    expect(await Promise.all([...first, ...second])).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((one) => `${one} is written`),
    )
    expect(batches).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ])
    expect(mostAtOnce()).toBe(1)
  })

  test('are written one by one when one of them is refused, in their order, before what came later', async () => {
    const { batches, write } = fakeDisk()
    const first = ['a', 'bad', 'c'].map(write)
    const later = Promise.all(first.map((one) => one.catch(() => undefined))).then(() => write('d'))
    expect(await Promise.allSettled(first)).toMatchObject([
      { status: 'fulfilled', value: 'a is written' },
      { status: 'rejected', reason: { message: 'refused' } },
      { status: 'fulfilled', value: 'c is written' },
    ])
    await later
    expect(batches).toEqual([['a'], ['c'], ['d']])
  })
})
