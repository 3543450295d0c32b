/** The program of one process of the console, without screens, for tests and benches that kill and freeze it. Run by `startReplica`. */
import process from 'node:process'
import type { Account } from '@/lib/accounts/role'
import { contract } from '@/lib/contract/contract'
import { openInventory } from '../../inventory/open-inventory'
import type { Andon } from '../andon'
import { startRuntime } from '../composition'
import { createLog } from '../log'
import { settingsFrom } from '../settings'

/** `ask`: an operation of the console by its name, with what it is given. `tables`: what is shown now; `metrics`: as Prometheus text. */
export type ReplicaOrder = { id: number } & (
  | { do: 'ask'; operation: string; given: unknown[] }
  | { do: 'tables' }
  | { do: 'metrics' }
)
export type ReplicaReply = { id: number; gave: unknown } | { id: number; failed: string } | 'ready'

/** Whose clock is off by so much, in ms. */
const offMs = Number(process.env['ANDON_TEST_CLOCK_MS'] ?? 0)
const now = Date.now
Date.now = () => now() + offMs

const operator: Account = { username: 'm.okafor', role: 'admin' }
const reply = (message: ReplicaReply) => process.send?.(message)

const settings = settingsFrom({ ANDON_LOG: 'silent', ...process.env })
const andon: Andon = await startRuntime(settings, {
  openInventory,
  log: createLog(settings.logLevel),
  announce: () => undefined,
  passwordCost: { ln: 4, r: 8, p: 1 },
})

async function carryOut(order: ReplicaOrder): Promise<unknown> {
  if (order.do === 'tables') return andon.live.tables()
  if (order.do === 'metrics') return andon.metrics()
  const operations = andon.ask as unknown as Record<string, (...given: unknown[]) => Promise<unknown>> // by its name
  const { arguments: all } = contract[order.operation as keyof typeof contract] // the test names one
  return operations[order.operation]?.(...all.map((_, index) => order.given[index]), operator)
}

process.on('message', (order: ReplicaOrder) => {
  const { id } = order
  carryOut(order).then(
    (gave) => reply({ id, gave }),
    (error: unknown) => reply({ id, failed: String(error) }),
  )
})
process.once('SIGTERM', () => void andon.close().then(() => process.exit(0)))
// Without whoever started it, nobody asks it anything any more.
process.once('disconnect', () => process.exit(0))
reply('ready')
