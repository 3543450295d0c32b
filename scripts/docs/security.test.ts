/** docs/security.md is a promise: its rows, tests, figures and lists are held to the code here. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSourceFiles } from '../rooms/source-files.mjs'
import { root } from '../steps/programs.mjs'

const read = (name: string) => readFileSync(path.join(root, name), 'utf8')
const page = read('docs/security.md')

/** How many rows of level 1 and 2 each section of ASVS 5.0.0 has; those of level 3 come after them. */
const sections: readonly (readonly [section: string, rows: number])[] = [
  ['1.1', 2],
  ['1.2', 9],
  ['1.3', 11],
  ['1.4', 3],
  ['1.5', 2],
  ['3.2', 2],
  ['3.3', 4],
  ['3.4', 6],
  ['3.5', 5],
  ['3.7', 2],
  ['6.1', 3],
  ['6.2', 12],
  ['6.3', 4],
  ['6.4', 4],
  ['6.5', 5],
  ['6.6', 3],
  ['6.8', 4],
  ['7.1', 3],
  ['7.2', 4],
  ['7.3', 2],
  ['7.4', 5],
  ['7.5', 2],
  ['7.6', 2],
  ['8.1', 2],
  ['8.2', 3],
  ['8.3', 1],
  ['8.4', 1],
  ['11.1', 2],
  ['11.2', 3],
  ['11.3', 3],
  ['11.4', 4],
  ['11.5', 1],
  ['11.6', 1],
  ['12.1', 3],
  ['12.2', 2],
  ['12.3', 4],
  ['16.1', 1],
  ['16.2', 5],
  ['16.3', 4],
  ['16.4', 3],
  ['16.5', 3],
]

type Row = { number: string; level: string; verdict: string; because: string }

const rows: Row[] = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| (.*?) \| .*? \| (.*?) \| (.*) \|$/gm)].map(
  ([, number = '', level = '', verdict = '', because = '']) => ({ number, level, verdict, because }),
)

/** A test as the page names one: its file, and perhaps the beginning or a part of titles in it. */
const namedTests = (text: string) =>
  [...text.matchAll(/`([^`]+\.(?:test|e2e)\.tsx?)`((?:(?: and)? "[^"]+")*)/g)].map(([, file = '', titles = '']) => ({
    file,
    titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title),
  }))

describe('the rows of ASVS', () => {
  test('are those of the chapters, each once and in their order', () => {
    const wanted = sections.flatMap(([section, count]) =>
      Array.from({ length: count }, (_, before) => `${section}.${before + 1}`),
    )
    expect(rows.map(({ number }) => number)).toEqual(wanted)
  })

  test('have a level, a verdict and a reason each, and a test where they are met', () => {
    const verdict = /^(met|not met|not met \(no test\)|n\/a)$/
    const wrong = rows.filter(
      (row) =>
        !/^[12]$/.test(row.level) ||
        !verdict.test(row.verdict) ||
        row.because.trim() === '' ||
        (row.verdict === 'met' && namedTests(row.because).length === 0),
    )
    expect(wrong).toEqual([])
  })

  test('name tests that are there, with the titles that they have', () => {
    const missing = namedTests(page).flatMap(({ file, titles }) => {
      if (!existsSync(path.join(root, file))) return [file]
      const source = read(file)
      return titles.filter((title) => !source.includes(title)).map((title) => `${file} "${title}"`)
    })
    expect(missing).toEqual([])
  })
})

/** What the page says in figures, and the line of code that it has them from. */
const figures: readonly (readonly [said: string, file: string, line: string])[] = [
  ['12 hours after its last use', 'server/accounts/sessions.ts', 'usualIdleMinutes = 12 * 60'],
  ['7 days after the sign-in', 'server/accounts/sessions.ts', 'longestMs = 7 * 24 * hour'],
  ['from five minutes to a week', 'lib/contract/accounts-input.ts', '.min(5)\n  .max(7 * 24 * 60)'],
  ['three days, one use', 'server/accounts/password-links.ts', 'linkMs = 3 * day'],
  ['Five failures', 'server/accounts/sign-in-limits.ts', 'perPair: { free: 5, refillMs: 10_000 }'],
  ['thirty, then', 'server/accounts/sign-in-limits.ts', 'perSource: { free: 30, refillMs: 2_000 }'],
  ['proven browser ten', 'server/accounts/sign-in-limits.ts', 'perBrowser: { free: 10, refillMs: 10_000 }'],
  ['48 places, 24 of them for one address', 'server/accounts/accounts.ts', '{ most: 48, mostOfOne: 24 }'],
  ['10 to 1,000 characters', 'lib/accounts/password.ts', 'shortestPassword = 10\nexport const longestPassword = 1_000'],
  ['N 2^15, r 8, p 3', 'server/accounts/secrets.ts', '{ ln: 15, r: 8, p: 3 }'],
  ['N 2^15, r 8, p 3, of a text', 'server/connections/secret-key.ts', '{ N: 2 ** 15, r: 8, p, maxmem'],
  ['123 random bits', 'server/accounts/factors/authenticators.ts', 'generatePassword(5)'],
  [
    'at most 8 live streams, an account 40, an address 400',
    'server/live/stream-places.ts',
    '{ owner: 8, account: 40, source: 400 }',
  ],
]

test('the figures of this page are those of the code', () => {
  expect(figures.filter(([said, file, line]) => !page.includes(said) || !read(file).includes(line))).toEqual([])
})

test('the words that no password begins with are those of the code', () => {
  const [, inCode = ''] = /const firstTried = \[(.*?)\]/s.exec(read('lib/accounts/password.ts')) ?? []
  const [, onPage = ''] = /<!-- words -->\n(.*?)\n<!--/s.exec(page) ?? []
  expect(onPage.split(', ')).toEqual([...inCode.matchAll(/'([^']+)'/g)].map(([, word]) => word))
})

/** What runs: neither tests nor what stands in for something in them. */
const running = readSourceFiles(root)
  .files.map(({ file }) => file)
  .filter((file) =>
    /^(app|components|lib|pages|server)\/|^(instrumentation(-client)?\.ts|scripts\/start\.mjs)$/.test(file),
  )
  .filter((file) => !/\.test\.|\/testing\//.test(file))
  .map((file) => ({ file, source: read(file) }))

const filesWith = (pattern: RegExp) => running.filter(({ source }) => pattern.test(source)).map(({ file }) => file)

describe('cryptography', () => {
  const [, inventory = ''] = /## Keys and algorithms\n(.*?)\n## /s.exec(page) ?? []
  const named = [...inventory.matchAll(/`([\w/.()-]+\.tsx?)`/g)].map(([, file = '']) => file)

  /** Ids and types are no matter of keys. */
  const names = (source: string) =>
    [...source.matchAll(/import (?:type )?\{([^}]*)\} from 'node:crypto'/g)]
      .flatMap(([, list = '']) => list.split(',').map((name) => name.trim().replace(/^type /, '')))
      .filter((name) => name !== '' && name !== 'randomUUID' && name !== 'X509Certificate')

  test('every file that has to do with keys is in the list, and no other', () => {
    const used = running
      .filter(
        ({ source }) =>
          names(source).length > 0 ||
          /from '(openid-client|oauth4webapi|jose|otpauth|@simplewebauthn\/\w+)'|crypto\.subtle|getRandomValues/.test(
            source,
          ),
      )
      .map(({ file }) => file)
    expect([...new Set(named)].toSorted()).toEqual(used)
  })

  test('there is no other algorithm than SHA-256, AES-256-GCM and scrypt', () => {
    const called = running.flatMap(({ source }) =>
      [
        ...source.matchAll(
          /(?:createHash|createHmac|hkdfSync|create(?:C|Dec)ipheriv|pbkdf2\w*|createSign)\((\S+?)[,)]/g,
        ),
      ].map(([, algorithm = '']) => algorithm),
    )
    expect([...new Set(called)].toSorted()).toEqual(["'aes-256-gcm'", "'sha256'"])
  })

  test('it guesses nothing: what is only to differ, or to spread, is made by three alone', () => {
    expect(filesWith(/Math\.random/)).toEqual([
      'components/live/browser-ports.ts',
      'components/live/elected-feed.ts',
      'server/inventory/contact.ts',
    ])
  })
})

describe('Andon', () => {
  test('starts no other program', () => expect(filesWith(/node:child_process|['"]child_process/)).toEqual([]))

  test('makes no code of a text', () => {
    expect(filesWith(/\beval\(|new Function\(|['"]node:vm['"]/)).toEqual([])
  })

  test('writes no markup into a page but the script that sets the theme', () => {
    expect(filesWith(/dangerouslySetInnerHTML/)).toEqual(['app/layout.tsx'])
    expect(filesWith(/\.(?:inner|outer)HTML|insertAdjacentHTML|document\.write/)).toEqual([])
  })

  test('lets no other origin read', () => expect(filesWith(/access-control-/i)).toEqual([]))

  test('hears no message of another window', () => {
    expect(filesWith(/(?:window|self)\.addEventListener\(\s*'message'|\bonmessage\b/)).toEqual([])
  })

  test('writes down nothing elsewhere: the log, and what programs and starts say to who called them', () => {
    expect(filesWith(/\bpino\(/)).toEqual(['server/console/log.ts'])
    expect(filesWith(/\bconsole\.(?:log|info|warn|error|debug)\(/)).toEqual(['scripts/start.mjs'])
    const speaking = filesWith(/process\.std(?:out|err)/)
    expect(speaking.filter((file) => !/^server\/console\/(keeping|check-host)\//.test(file))).toEqual([
      'server/console/cannot-start.ts',
      'server/console/process.ts',
      'server/console/serve.ts',
      // A program for a test of the journal.
      'server/journal/append-forever.ts',
    ])
  })
})
