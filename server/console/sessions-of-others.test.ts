import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Asker, Role } from '@/lib/accounts/role'
import { signedInOf } from '../accounts/testing/signed-in'
import type { Andon } from './andon'
import { startRuntime } from './composition'
import { createLog } from './log'

let dataDir = ''
let andon: Andon
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-sessions-'))
  andon = await startRuntime(
    { dataDir, adminPassword: 'a password' },
    {
      openInventory: () => {
        throw new Error('there are no connections')
      },
      log: createLog('silent'),
      announce: () => undefined,
      passwordCost: { ln: 4, r: 8, p: 1 },
    },
  )
  for (const [username, role] of Object.entries({ anna: 'operator', ben: 'viewer' } satisfies Record<string, Role>)) {
    const added = await andon.ask.addAccount({ username, role, password: 'sea boat sky' }, await signIn('admin'))
    if (!added.ok) throw new Error(added.error.sentence)
  }
})
afterEach(async () => {
  await andon.close()
  await rm(dataDir, { recursive: true })
})

type SignedIn = Asker & { token: string; session: string }

async function signIn(username: string): Promise<SignedIn> {
  const password = username === 'admin' ? 'a password' : 'sea boat sky'
  const { token, session } = signedInOf(await andon.accounts.signIn(username, password))
  return { ...session.account, session: session.id, token }
}
const isOpen = async ({ token }: SignedIn) => (await andon.accounts.sessions.look(token)) !== undefined

test('an administrator ends the session of somebody else, nobody else does, and it is in the record before it is done', async () => {
  const [admin, anna, again, ben] = [
    await signIn('admin'),
    await signIn('anna'),
    await signIn('anna'),
    await signIn('ben'),
  ]
  expect(await andon.ask.endSession(anna.session, ben)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  expect(await isOpen(anna)).toBe(true)
  const ended: string[] = []
  andon.accounts.onEnded((id) => void ended.push(id))
  expect(await andon.ask.endSession(anna.session, admin)).toEqual({ ok: true, value: null })
  expect([await isOpen(anna), await isOpen(again), await isOpen(ben)]).toEqual([false, true, true])
  expect(ended).toEqual([anna.session])
  const history = await andon.ask.readHistory({}, admin)
  expect(JSON.stringify(history)).toContain('A session of account anna ended')
})
