import { openInventory } from '../inventory/open-inventory'
import { createFront, standBeforeAll } from '../front/front'
import { readBuildId } from './build-id'
import { cannotStart } from './cannot-start'
import type { Andon } from './andon'
import { startRuntime } from './composition'
import { createLog, type Log } from './log'
import { giveRequestIds } from './request-ids'
import { openResetDoor } from './reset-door'
import { settingsFrom } from './settings'

/** Longest wait for hosts to say goodbye to. */
const goodbyeMs = 8_000

/**
 * Starts the runtime of this process; `install` is told of it. A start that fails ends the process with the reason, since
 * nothing works without it.
 */
export async function startProcess(install: (andon: Andon) => void): Promise<void> {
  try {
    let settings = settingsFrom(process.env)
    const log = createLog(settings.logLevel)
    const announce = (text: string) => void process.stdout.write(text)
    let andon: Andon | undefined
    const front = createFront({
      // As the runtime that is open now was told.
      get names() {
        return settings.names
      },
      get proxies() {
        return settings.proxies
      },
      isDevelopment: process.env.NODE_ENV === 'development',
      onRefused: (refused) => andon?.refused(refused),
    })
    giveRequestIds(() => settings.proxies, log)
    standBeforeAll(front)
    const ports = { openInventory, log, announce, threads: true, build: readBuildId(), front }
    andon = await startRuntime(settings, ports)
    install(andon)
    closeOnSignal(async () => andon?.close(), log)
    openResetDoor(process, {
      close: async () => andon?.close(),
      async open({ env, passwordCost }) {
        settings = settingsFrom(env)
        andon = await startRuntime(settings, { ...ports, ...(passwordCost && { passwordCost }) })
        install(andon)
      },
    })
  } catch (error) {
    cannotStart(error)
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
