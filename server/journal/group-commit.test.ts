import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { DatabaseAway } from './database'
import { createGroupCommit } from './group-commit'
import { openStore } from './store'
import { opening, person, question, task } from './testing/journal-rig'

/** Keeps what it is given, and refuses what is called `bad`. What begins with `order` does not wait; for what is leisurely nobody does. */
function fakeDisk({ leisureMs = 0 } = {}) {
  const batches: (readonly string[])[] = []
  const pauses: (string | undefined)[] = []
  /** What the next tries fail with; `written` although they do. */
  const failures: { code: 'DATABASE_AWAY' | 'DATABASE_UNSURE'; written?: true }[] = []
  let most = 0
  let now = 0
  let unsure: readonly string[] | undefined
  const told = (writes: readonly string[]) => writes.map((one) => `${one} is written`)
  const commit = createGroupCommit<string, string>({
    async writeTogether(writes) {
      most = Math.max(most, (now += 1))
      await new Promise((resolve) => setImmediate(resolve))
      now -= 1
      const failure = failures.shift()
      unsure = failure?.written && writes
      if (!failure && writes.includes('bad')) throw new Error('refused')
      if (!failure || failure.written) batches.push(writes)
      if (failure) throw new DatabaseAway(failure.code, 'No room.', undefined)
      return told(writes)
    },
    lookAgain: async () => unsure && told(unsure),
    probe: async () => {
      if (failures.shift()) throw new DatabaseAway('DATABASE_AWAY', 'No room.', undefined)
    },
    waits: (write) => !write.startsWith('order'),
    leisureMs: (write) => (write === 'leisurely' ? leisureMs : 0),
    onPause: (why) => void pauses.push(why?.message),
    retryMs: 1,
  })
  return { batches, pauses, failures, write: (text: string) => commit.write(text), commit, mostAtOnce: () => most }
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

describe('while nothing can be written', () => {
  const away = { code: 'DATABASE_AWAY' } as const

  test('what waits is written in its order as soon as that is possible, and an order of a person is refused at once', async () => {
    const { batches, pauses, failures, write } = fakeDisk()
    failures.push(away, away, away)
    const waiting = ['a', 'b'].map(write)
    await expect(write('order 1')).rejects.toThrow('No room.')
    const later = write('c')
    await expect(write('order 2')).rejects.toThrow('No room.')
    expect(batches).toEqual([])
    await Promise.all([...waiting, later])
    expect(batches.flat()).toEqual(['a', 'b', 'c'])
    expect(new Set(pauses.slice(0, -1))).toEqual(new Set(['No room.']))
    expect(pauses.at(-1)).toBeUndefined()
    expect(await write('order 3')).toBe('order 3 is written')
  })

  test('it is found out by itself when it is possible again, although nobody waits for it', async () => {
    const { pauses, failures, write } = fakeDisk()
    failures.push(away, away, away)
    await expect(write('order')).rejects.toThrow('No room.')
    while (pauses.at(-1) !== undefined) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(await write('order')).toBe('order is written')
  })

  test('what was written although nobody said so is not written twice, and not refused', async () => {
    const { batches, failures, write } = fakeDisk()
    failures.push({ code: 'DATABASE_UNSURE', written: true })
    expect(await Promise.all(['a', 'order'].map(write))).toEqual(['a is written', 'order is written'])
    expect(batches).toEqual([['a', 'order']])
    failures.push({ code: 'DATABASE_UNSURE' })
    expect(await Promise.all(['b', 'order'].map(write))).toEqual(['b is written', 'order is written'])
    expect(batches.slice(1)).toEqual([['b', 'order']])
  })

  test('what waits is let go when the process is about to end', async () => {
    const { failures, write, commit, pauses } = fakeDisk()
    failures.push(...Array.from({ length: 1_000 }, () => away))
    const waiting = write('a')
    while (pauses.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const later = write('b')
    commit.stopWaiting()
    const ends = await Promise.allSettled([waiting, later, write('c')])
    expect(ends).toMatchObject(ends.map(() => ({ status: 'rejected', reason: { message: 'No room.' } })))
  })
})

describe('a write that nobody waits for', () => {
  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  test('goes along with the next one, before it', async () => {
    const { batches, write } = fakeDisk({ leisureMs: 60_000 })
    const first = write('leisurely')
    await turns(10)
    expect(batches).toEqual([])
    await Promise.all([first, write('next')])
    expect(batches).toEqual([['leisurely', 'next']])
  })

  test('goes alone when none comes', async () => {
    const { batches, write } = fakeDisk({ leisureMs: 1 })
    await write('leisurely')
    expect(batches).toEqual([['leisurely']])
  })

  test('is written at once when nothing is to wait any more', async () => {
    const { batches, write, commit } = fakeDisk({ leisureMs: 60_000 })
    const first = write('leisurely')
    commit.stopWaiting()
    await first
    expect(batches).toEqual([['leisurely']])
  })

  test('has its place before what comes while it is written', async () => {
    const { batches, write } = fakeDisk({ leisureMs: 60_000 })
    const first = write('a')
    await turns(1)
    await Promise.all([first, write('leisurely'), write('b')])
    expect(batches.flat()).toEqual(['a', 'leisurely', 'b'])
  })
})

test('that a task was begun goes to the disk with the question that comes at once; what else a run does waits for nothing', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'andon-leisure-'))
  const commits: unknown[][] = []
  const store = await openStore({
    dataDir,
    leisureMs: 60_000,
    throughDatabase: (opened) => ({
      ...opened,
      batch(statements) {
        commits.push(statements.flatMap(({ sql, parameters }) => (isRow(sql) ? [parameters[1]] : [])))
        return opened.batch(statements)
      },
    }),
  })
  try {
    const { journal } = store
    const { run } = await journal.openRun(opening())
    await journal.append({ run, actor: person, event: { kind: 'start-sent', method: 'PowerOnVM_Task' } })
    const began = journal.append({ run, actor: person, event: { kind: 'started', method: 'PowerOnVM_Task', task } })
    const asked = journal.append({ run, actor: person, event: { kind: 'question-raised', question } })
    await Promise.all([began, asked])
    expect(commits.at(-2)).toEqual(['start-sent'])
    expect(commits.at(-1)).toEqual(['started', 'question-raised'])
  } finally {
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})

const isRow = (sql: string) => sql.startsWith('insert into journal (')
