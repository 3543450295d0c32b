import { expect, test } from 'vitest'
import type { Result } from '@/lib/result'
import { write } from './file-write'
import { noWrites, onSsd, scriptedWork } from './testing/scripted-work'

/**
 * A file that was in its place was told as failed where the step after that could not be written down: of a definition, the VM
 * was registered then. The run goes on as the journal has it, and finds it.
 */

const request = { bytes: 1, overwrite: false }

test('what could not be written down of a file in its place is no failure of it: the run has no end, and whoever asked hears', async () => {
  const { run, outcome } = scriptedWork({ kind: 'upload', subjects: [onSsd('a.bin')], request })
  const told: Result<string>[] = []
  const placed = write(
    run,
    async () => 'placed',
    (result) => void told.push(result),
    () => Promise.reject(noWrites),
  )
  await expect(placed).rejects.toBe(noWrites)
  expect([outcome(), told.map(({ ok }) => ok)]).toEqual([undefined, [false]])
})

test('what keeps a file from its place is its failure', async () => {
  const { run, outcome } = scriptedWork({ kind: 'upload', subjects: [onSsd('a.bin')], request })
  await write(
    run,
    () => Promise.reject(new Error('no space')),
    () => undefined,
  )
  expect(outcome()).toMatchObject({ kind: 'failed' })
})
