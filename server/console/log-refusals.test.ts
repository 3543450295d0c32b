import { expect, test } from 'vitest'
import { logRefusals, type Refused } from './log-refusals'

function lines() {
  const written: [level: string, line: object, text: string][] = []
  const counted: string[] = []
  const ends: (() => void)[] = []
  const write = (level: string) => (line: object, text: string) => void written.push([level, line, text])
  const log = { warn: write('warn'), debug: write('debug') } as unknown as Parameters<typeof logRefusals>[0] // the two that it calls so
  const refused = logRefusals(
    log,
    (because) => void counted.push(because),
    (end) => void ends.push(end),
  )
  return { written, counted, refused, endMinute: () => ends.shift()?.() }
}

const by = (name: string): Refused => ({
  request: 'r',
  call: 'startRun',
  by: name,
  source: '10.0.0.1',
  because: 'not-allowed',
})

test('what was refused is written down with who, what, whence and why; what a page of an ended session asks is not', () => {
  const { written, counted, refused } = lines()
  refused(by('anna'))
  refused({ because: 'signed-out', source: '10.0.0.1' })
  expect(written).toEqual([
    ['warn', by('anna'), 'refused'],
    ['debug', { because: 'signed-out', source: '10.0.0.1' }, 'refused'],
  ])
  expect(counted).toEqual(['not-allowed', 'signed-out'])
})

test('somebody who is refused without end fills no disk, and hides nobody else', () => {
  const { written, counted, refused, endMinute } = lines()
  for (let time = 0; time < 1_000; time += 1) refused(by('anna'))
  refused(by('ben'))
  expect(written).toHaveLength(31)
  expect(written.at(-1)?.[1]).toMatchObject({ by: 'ben' })
  for (let from = 0; from < 1_000; from += 1) refused({ because: 'strange-name', source: `10.0.1.${from}` })
  expect(written).toHaveLength(300)
  expect(counted).toHaveLength(2_001)
  endMinute()
  expect(written.at(-1)).toEqual(['warn', { more: 1_701 }, 'more requests were refused'])
  refused(by('anna'))
  expect(written.at(-1)).toEqual(['warn', by('anna'), 'refused'])
  endMinute()
  expect(written).toHaveLength(302)
})
