import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exits } from './exits'
import { main } from './main'

const written = { out: '', err: '' }
const before = { ...process.env }

beforeEach(() => {
  written.out = ''
  written.err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((written.out += String(text))))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((written.err += String(text))))
  process.env['ANDON_TOKEN'] = 'andon_pt_x'
  // Whoever asked it would wait for a long time.
  process.env['ANDON_URL'] = 'http://127.0.0.1:9'
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const name of ['ANDON_TOKEN', 'ANDON_URL']) {
    delete process.env[name]
    if (before[name] !== undefined) process.env[name] = before[name]
  }
})

describe('a command that cannot be understood', () => {
  test.each([
    [[]],
    [['nothing']],
    [['toString']],
    [['answer', 'c1/vm-1/4']],
    [['answer', 'c1/vm-1/4', '']],
    [['start', 'web-01']],
    [['start', 'web-01', 'powerOn', '--ask', '--defaults']],
    [['start', 'c1/vm-1', 'rename', 'newName']],
    [['network']],
    [['autostart', 'web-01', 'perhaps']],
    [['change', 'esx-01']],
    [['change', 'c1/host', 'rescan', 'what']],
    [['grow-disk', 'c1/ds', 'a.vmdk']],
    [['grow-disk', 'c1/ds', 'a.vmdk', 'large']],
    [['history', '--since', 'yesterday']],
    [['history', '--until', 'later']],
    [['history', '--limit', '0']],
    [['questions', '--token', 'x']],
    [['questions', '--url', 'ftp://andon']],
  ])('%j asks nobody, says how it is meant, and ends so', async (argv) => {
    expect(await main(argv)).toBe(exits.usage)
    expect(written.err).toMatch(/^Usage: andon|is no address/)
    expect(written.out).toBe('')
  })

  test.each(['', '  ', 'two words', 'ünsinn'])('"%s" is no token', async (token) => {
    process.env['ANDON_TOKEN'] = token
    expect(await main(['questions'])).toBe(exits.usage)
    expect(written.err).toContain('ANDON_TOKEN')
    expect(written.err).not.toContain('two words')
  })
})

test('whoever asks for help gets it without a token', async () => {
  delete process.env['ANDON_TOKEN']
  expect(await main(['--help'])).toBe(exits.done)
  expect(written.out).toContain('andon answer QUESTION LABEL')
})

test('nothing that a host says moves the cursor or turns the text round', async () => {
  const { printTable } = await import('./print')
  printTable([
    ['vm\u001B[2J\n1', 'a\u202Eb'],
    ['long name here', 'c'],
  ])
  expect(written.out).toBe('vm⟨U+001B⟩[2J 1  a⟨U+202E⟩b\nlong name here   c\n')
})
