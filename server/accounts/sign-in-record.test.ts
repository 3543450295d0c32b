import { beforeEach, expect, test } from 'vitest'
import { createSignInRecord, type SignInRecord } from './sign-in-record'

const noted: string[] = []
const logged: string[] = []
let minute: (() => void) | undefined
let record: SignInRecord

beforeEach(() => {
  noted.length = 0
  logged.length = 0
  minute = undefined
  record = createSignInRecord(
    {
      note: async ({ by, text }) => void noted.push(`${by}: ${text}`),
      log: ({ outcome, account, source, count }) => void logged.push(`${outcome} ${account} ${source} ${count}`),
      warn: (text, error) => {
        throw new Error(text, { cause: error })
      },
    },
    (_, run) => {
      minute = run
      return () => (minute = undefined)
    },
  )
})

async function endMinute(): Promise<void> {
  minute?.()
  for (let turn = 0; turn < 200; turn++) await Promise.resolve()
}

test('a success stands in the journal under its name, with where it came from, before it is one', async () => {
  await record.take('signed-in', 'anna', '10.0.0.9')
  expect(noted).toEqual(['anna: Signed in from 10.0.0.9'])
  expect(logged).toEqual(['signed-in anna 10.0.0.9 1'])
})

test('of a guesser the first failure is written at once, and a minute of them is one more line', async () => {
  for (let guess = 0; guess < 3_000; guess++) await record.take(guess < 5 ? 'wrong' : 'slowed', 'admin', '10.0.0.9')
  expect(noted).toEqual([
    '10.0.0.9: Sign-in as admin failed',
    '10.0.0.9: Sign-in as admin failed, and the password was not looked at',
  ])
  await endMinute()
  expect(noted.slice(2)).toEqual([
    '10.0.0.9: Sign-in as admin failed 4 more times within a minute',
    '10.0.0.9: Sign-in as admin failed 2994 more times within a minute, and the password was not looked at',
  ])
  expect(logged).toHaveLength(4)
  await record.take('wrong', 'admin', '10.0.0.9')
  expect(noted).toHaveLength(5)
})

test('a name that no account has is not written down: it may have been a password', async () => {
  await record.take('wrong', '', '10.0.0.9')
  expect(noted).toEqual(['10.0.0.9: Sign-in with a name that no account has failed'])
})

test('thousands of addresses are one line, and a success among them is still named', async () => {
  for (let one = 0; one < 5_000; one++) await record.take('wrong', 'admin', `10.1.${one >> 8}.${one % 256}`)
  expect(noted).toHaveLength(40)
  await record.take('signed-in', 'anna', '10.0.0.9')
  expect(noted.at(-1)).toBe('anna: Signed in from 10.0.0.9')
  await endMinute()
  expect(noted.at(-1)).toBe('Andon: 4960 more attempts to sign in from 4960 more addresses within a minute')
})

test('what is open is written at the end, and the figures count everything', async () => {
  await record.take('wrong', 'admin', '10.0.0.9')
  await record.take('wrong', 'admin', '10.0.0.9')
  await record.take('busy', 'admin', '10.0.0.9')
  await record.close()
  expect(noted.at(-1)).toBe('10.0.0.9: Sign-in as admin failed 1 more time within a minute')
  expect(Object.fromEntries(record.counts())).toMatchObject({ 'signed-in': 0, wrong: 2, busy: 1, refused: 0 })
})
