import { expect, test } from 'vitest'
import { createLog } from './log'

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(createLog('info', { write: (line) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a secret is taken out of every text of a line, also of an error and its cause', () => {
  const [line] = logged((log) => {
    log.hide('tief "geheim"')
    log.warn(
      { err: new Error('a tief "geheim" b', { cause: new Error('tief "geheim"') }), at: 'x tief "geheim"' },
      'tief "geheim"!',
    )
  })
  expect(JSON.stringify(line)).not.toContain('geheim')
  expect(line).toMatchObject({ msg: '[hidden]!', at: 'x [hidden]' })
})

test('whatever somebody chose as a password, lines stay lines of JSON with their fields', () => {
  for (const secret of ['level', '"msg"', '":"a', '1764', '\\\\', '.*', 'a', '', 'warn\n', '{"time"']) {
    const [line] = logged((log) => {
      log.hide(secret)
      log.warn({ connection: `of ${secret}` }, 'contact lost')
    })
    expect(line).toMatchObject({ level: 40, msg: 'contact lost', connection: expect.any(String) })
    expect(line?.['connection']).toBe(secret.length < 4 ? `of ${secret}` : 'of [hidden]')
  }
})

test('of two secrets of which one begins the other, nothing is left of the longer', () => {
  const [line] = logged((log) => {
    log.hide('abcd')
    log.hide('abcdefgh')
    log.info('abcdefgh abcd')
  })
  expect(line?.['msg']).toBe('[hidden] [hidden]')
})

test('whatever somebody is called, a line stays one line, and is of nobody else', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const name = 'anna\n{"level":30,"msg":"signed in","account":"admin"}\r\u2028\u001b[2K"},{'
  log.warn({ account: name, err: new Error(name) }, 'sign-in failed')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toMatch(/\p{Cc}/u)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, msg: 'sign-in failed', account: name })
})
