import process from 'node:process'
import { expect, test, vi } from 'vitest'
import { asOne, createTally, fromLines } from './tally.mjs'

/** Runs the steps and gives what was printed, and whether all is well. */
async function tallyOf(steps: (tally: ReturnType<typeof createTally>) => Promise<unknown>) {
  let printed = ''
  const keep = (text: unknown) => ((printed += String(text)), true)
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep),
    vi.spyOn(console, 'log').mockImplementation((text) => void keep(`${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => void keep(`${text}\n`)),
  ]
  try {
    const tally = createTally()
    await steps(tally)
    const isWell = tally.finish()
    return { isWell, printed, lastLine: printed.trimEnd().split('\n').at(-1) }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const program = (code: string) => [process.execPath, '-e', code]

test('the last line is the sum, and one step that fails is enough', async () => {
  const { isWell, lastLine } = await tallyOf((tally) =>
    Promise.all([
      tally.beside('good', (write) => asOne(program(''), { write })),
      tally.beside('bad', (write) => asOne(program('process.exit(3)'), { write })),
      tally.beside('broken', () => Promise.reject(new Error('no such thing'))),
      tally.beside('empty', () => Promise.resolve({ passed: 0, failed: 0, skipped: 0 })),
    ]),
  )
  expect(isWell).toBe(false)
  expect(lastLine).toBe('1 passed, 3 failed, 0 skipped')
})

test('what runs beside a step is shown when that step is done with the screen, each in one piece', async () => {
  let endStep = () => {}
  const { isWell, printed } = await tallyOf(async (tally) => {
    const step = tally.step('main', async () => {
      await new Promise<void>((resolve) => (endStep = resolve))
      process.stdout.write('of main\n')
      return { passed: 1, failed: 0, skipped: 0 }
    })
    await tally.beside('other', (write) => asOne(program('console.log("of other")'), { write }))
    endStep()
    await step
  })
  expect(isWell).toBe(true)
  expect(printed).toContain('── main\nof main\n\n── other\nof other\n')
})

test('lines of a program are counted, and the slowest of them named first', async () => {
  const lines = '  passed    1.2 s  one\\n  skipped  11.0 s  two\\n1 passed, 0 failed, 1 skipped'
  const { isWell, printed, lastLine } = await tallyOf((tally) =>
    tally.beside('lines', (write) => fromLines(program(`console.log("${lines}")`), write)),
  )
  expect(isWell).toBe(true)
  expect(printed).toContain('The slowest of lines:\n   11.0 s   two\n    1.2 s   one\n')
  expect(lastLine).toBe('1 passed, 0 failed, 1 skipped')
})
