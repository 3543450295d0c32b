/** The console's server side in a process of its own, asked as routes ask it, at the usual price of a password. Run by fork. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '../server/console/log'
import { startRuntime } from '../server/console/composition'
import { openInventory } from '../server/inventory/open-inventory'

export type SignInOrder =
  | { do: 'start' }
  | { do: 'health' }
  /** `keepBrowser`: what it proves is what `proven` attempts come with. */
  | { do: 'sign-in'; source: string; right: boolean; person?: number; proven?: boolean; keepBrowser?: boolean }

/** `ms`: from when it was sent, as who asks sees it. */
export type SignInReply = { outcome: string; ms: number }

const dataDir = await mkdtemp(join(tmpdir(), 'andon-bench-'))
const password = 'correct horse battery staple'
/** A team, each with an account of their own. */
const demoAccounts = Array.from({ length: 20 }, (_, one) => ({
  username: `person-${one}`,
  role: 'operator' as const,
  password,
}))
const settings = { dataDir, adminPassword: password, demoAccounts }
const ports = { openInventory, log: createLog('silent'), announce: () => undefined, threads: true }
let andon: Awaited<ReturnType<typeof startRuntime>> | undefined
let browser: string | undefined

process.on('message', (order: SignInOrder & { id: number }) => {
  void carryOut(order).then((outcome) => process.send?.({ id: order.id, outcome, ms: 0 }))
})
process.once('disconnect', () => {
  void (async () => {
    await andon?.close()
    await rm(dataDir, { recursive: true, force: true })
    process.exit(0)
  })()
})

async function carryOut(order: SignInOrder): Promise<string> {
  switch (order.do) {
    case 'start':
      andon = await startRuntime(settings, ports)
      return 'ok'
    case 'health':
      return String((await andon?.health())?.ok)
    case 'sign-in': {
      const from = { source: order.source, ...(order.proven && { browser }) }
      const signedIn = await andon?.accounts.signIn(nameOf(order), order.right ? password : 'a wrong guess', from)
      if (signedIn?.ok && signedIn.value.at === 'signed-in' && order.keepBrowser) browser = signedIn.value.browser
      return signedIn?.ok ? 'ok' : (signedIn?.error.code ?? 'not started')
    }
  }
}

const nameOf = ({ person }: { person?: number }) => (person === undefined ? 'admin' : `person-${person}`)
