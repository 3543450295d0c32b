import { hostname } from 'node:os'
import { openInventory } from '../inventory/open-inventory'
import { proxiesFrom } from '../accounts/source'
import { createFront, standBeforeAll } from '../front/front'
import { ownNamesFrom } from '../front/own-names'
import { startRuntime, type Andon } from './composition'
import { createLog, type Log } from './log'
import { openResetDoor } from './reset-door'
import { settingsFrom } from './settings'

/** Longest wait for hosts to say goodbye to. */
const goodbyeMs = 8_000

/**
 * Starts the runtime of this process; `install` is told of it. A start that fails ends the process with the reason, since
 * nothing works without it.
 */
export async function startProcess(install: (andon: Andon) => void): Promise<void> {
  const log = createLog()
  const announce = (text: string) => void process.stdout.write(text)
  try {
    const front = createFront({
      names: ownNamesFrom(process.env.ANDON_ORIGIN, hostname()),
      proxies: proxiesFrom(process.env.ANDON_PROXIES),
      isDevelopment: process.env.NODE_ENV === 'development',
    })
    standBeforeAll(front)
    const ports = { openInventory, log, announce, threads: true, cut: (exchange: string) => front.cut(exchange) }
    let andon = await startRuntime(settingsFrom(process.env), ports)
    install(andon)
    closeOnSignal(() => andon.close(), log)
    openResetDoor(process, {
      close: () => andon.close(),
      async open({ env, passwordCost }) {
        andon = await startRuntime(settingsFrom(env), { ...ports, ...(passwordCost && { passwordCost }) })
        install(andon)
      },
    })
  } catch (error) {
    process.stderr.write(`Andon cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

/**
 * Next ends the process itself once its last connection is closed: open event streams would keep it alive for ever, and
 * without them it would exit before the sessions at the hosts are logged out. So the streams end at once, and the exit
 * waits for the goodbyes.
 */
function closeOnSignal(close: () => Promise<void>, log: Log): void {
  const exit = process.exit.bind(process)
  const onSignal = () => {
    const closed = Promise.race([
      close().catch((error: unknown) => log.error({ err: error }, 'the server did not close cleanly')),
      new Promise((resolve) => void setTimeout(resolve, goodbyeMs)),
    ])
    const exitWhenClosed = (code?: number | string | null) => void closed.then(() => exit(code))
    process.exit = exitWhenClosed as typeof process.exit // it does end the process, a little later
  }
  process.once('SIGTERM', onSignal)
  process.once('SIGINT', onSignal)
}
