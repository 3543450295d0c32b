import { expect, test, vi } from 'vitest'
import type { RecordCheck } from '@/lib/contract/record-check'
import { createRecordChecks } from './record-checks'

const whole: RecordCheck = { rows: 2, problems: [], problemCount: 0, writers: 1, removed: 0, forgotten: 0 }
const broken: RecordCheck = { ...whole, problems: [{ kind: 'changed', row: 1 }], problemCount: 1 }

function checks(check: Parameters<typeof createRecordChecks>[0]['check']) {
  const warned: string[] = []
  const made = createRecordChecks({ check, now: () => 0, warn: (text) => warned.push(text) })
  return { ...made, warned }
}

test('a check is begun on request, says how far it is, and is not begun twice', async () => {
  let begun = 0
  const made = checks(async (pause) => {
    begun += 1
    await pause(1, 2)
    return whole
  })
  expect(made.state()).toEqual({})
  made.begin()
  made.begin()
  await vi.waitFor(() => expect(made.state().going).toEqual({ rows: 1, of: 2 }))
  await vi.waitFor(() => expect(made.state()).toEqual({ last: { at: '1970-01-01T00:00:00.000Z', check: whole } }))
  expect(begun).toBe(1)
  made.close()
})

test('a record that does not hold is in the log too, and one that cannot be read says why', async () => {
  const made = checks(async () => broken)
  made.begin()
  await vi.waitFor(() => expect(made.state().last).toMatchObject({ check: broken }))
  expect(made.warned).toEqual(['the record is not what was written'])
  made.close()
  const unread = checks(() => Promise.reject(new Error('The database is away.')))
  unread.begin()
  await vi.waitFor(() => expect(unread.state()).toMatchObject({ last: { unread: 'The database is away.' } }))
  unread.close()
})

test('one that goes on ends with the process', async () => {
  let ended: unknown
  const made = checks(async (pause) => {
    for (;;) await pause(1, 2).catch((error: unknown) => Promise.reject((ended = error)))
  })
  made.begin()
  await vi.waitFor(() => expect(made.state().going).toEqual({ rows: 1, of: 2 }))
  made.close()
  await vi.waitFor(() => expect(ended).toMatchObject({ message: 'Andon is stopping' }))
})
