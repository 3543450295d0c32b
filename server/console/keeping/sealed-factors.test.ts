/** Keys of authenticators are sealed with the data's key, and go with them: through its change, and a backup. */
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeAt } from '../../accounts/testing/other-authenticator'
import { signedInOf } from '../../accounts/testing/signed-in'
import { keyFile, writeKeys } from '../../connections/secret-key'
import { backup } from './backup'
import { restore } from './restore'
import { rotateKey } from './rotate-key'
import { adminPassword, keptData, type KeptData } from './testing/kept-data'

let data: KeptData
let key = ''
let recoveryCodes: string[] = []

beforeEach(async () => {
  data = await keptData()
  await data.fill()
  const { accounts, close } = await data.rooms()
  const { session } = signedInOf(await accounts.signIn('admin', adminPassword))
  const by = { ...session.account, session: session.id }
  const begun = await accounts.ownFactors.beginAuthenticator(by)
  key = begun.ok ? begun.value.key : ''
  const confirmed = await accounts.ownFactors.confirmAuthenticator(codeAt(key, data.now()), by)
  recoveryCodes = confirmed.ok ? confirmed.value.recoveryCodes : []
  await close()
})
afterEach(() => data.close())

/** What comes of a code, or of a recovery code, after the password. */
async function enter(...typed: string[]): Promise<string[]> {
  const { accounts, close } = await data.rooms()
  const said: string[] = []
  for (const one of typed) {
    const reply = await accounts.signIn('admin', adminPassword)
    if (!reply.ok || reply.value.at !== 'second-step') throw new Error('no second factor is asked for')
    const entered = await accounts.secondStep.enter(reply.value.step, one, { source: '10.0.0.9' })
    said.push(entered.ok ? 'ok' : entered.error.code)
  }
  await close()
  return said
}
/** That of the next half minute: no code of before has used it up. */
const code = () => codeAt(key, data.now() + 30_000)

test('a change of the key seals them anew, and the app goes on', async () => {
  await data.run(rotateKey, [])
  const { journal, close } = await data.rooms()
  const [note] = (await journal.readHistory({})).notes
  await close()
  expect(note?.content).toEqual({
    kind: 'text',
    text: 'Secret key changed: 2 passwords of connections and the keys of 1 authenticator sealed anew',
  })
  expect(await enter(code())).toEqual(['ok'])
})

test('a change that has another key than theirs says whose they are', async () => {
  await writeKeys(keyFile(data.dataDir()), [randomBytes(32)])
  expect(await data.run(rotateKey, [])).toContain('does not open the authenticators of admin: reset')
})

test('a backup holds them, and recovery codes as they were; under another key the recovery codes alone sign in', async () => {
  await data.run(backup, ['copy.db'])
  const [first = '', second = ''] = recoveryCodes
  expect(await enter(first, first)).toEqual(['ok', 'code-refused'])
  const said = await data.run(restore, ['copy.db'])
  expect(said).toContain('Recovery codes that were used after the backup are good for one more sign-in.')
  expect(said).not.toContain('authenticators of these accounts')
  expect(await enter(code(), first)).toEqual(['ok', 'ok'])

  await data.run(rotateKey, [])
  expect(await data.run(restore, ['copy.db'])).toContain(
    'The present key does not open the authenticators of these accounts: admin.',
  )
  expect(await enter(code(), second)).toEqual(['code-unreadable', 'ok'])
}, 60_000)
