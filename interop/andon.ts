import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInventory } from '../server/inventory/open-inventory'
import { createLog } from '../server/console/log'
import type { Andon } from '../server/console/andon'
import { startRuntime } from '../server/console/composition'
import type { LiveTables } from '../lib/live/live-state'
import type { RunView } from '../lib/runs/run'
import type { RunRequest } from '../lib/runs/verb'
import type { VmView } from '../lib/vsphere/vm'
import type { QuestionView } from '../lib/live/live-state'
import { withoutUndefined } from '../lib/without-undefined'

export type HostAddress = { url: string; user: string; password: string; autoAnswer: boolean; trustAny?: boolean }

/** What became of a run: its outcome, and everything that it says to a person. */
export type Ended = { outcome: string; text: string; run: RunView }

/** The console's whole server side, with a data directory of its own, connected to one host. */
export type AndonOnHost = {
  tables: () => LiveTables
  /** What a screen asks of the server: the same door. */
  ask: Andon['ask']
  vm: (name: string) => VmView
  question: (vmName: string) => QuestionView | undefined
  run: (vmName: string, request: RunRequest) => Promise<Ended>
  powerOn: (vmName: string) => Promise<Ended>
  /** Starts a run and leaves it going. */
  start: (vmName: string, request: RunRequest) => Promise<string>
  answer: (question: QuestionView, choiceKey: string) => Promise<void>
  until: <T>(look: (tables: LiveTables) => T | undefined, otherwise: string, limitMs?: number) => Promise<T>
  close: () => Promise<void>
}

const by = { username: 'interop', role: 'admin' as const }

/** Starts it and waits until the host's VMs are known; rejects with the connection's own sentence when it is refused. */
export async function startAndon({ url, user, password, autoAnswer, trustAny }: HostAddress): Promise<AndonOnHost> {
  const dataDir = await mkdtemp(join(tmpdir(), 'andon-interop-'))
  const log = createLog('silent')
  const trust = trustAny ? ({ kind: 'none' } as const) : ({ kind: 'system' } as const)
  const address = url.replace(/\/sdk$/, '')
  const seed = [{ name: 'peer', address, user, password, trust, autoAnswer }]
  const andon: Andon = await startRuntime({ dataDir, seed }, { openInventory, log, announce: () => undefined })

  const until = async <T>(look: (tables: LiveTables) => T | undefined, otherwise: string, limitMs = 30_000) => {
    const end = Date.now() + limitMs
    for (;;) {
      const found = look(andon.live.tables())
      if (found !== undefined) return found
      if (Date.now() > end) throw new Error(otherwise)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const close = async () => {
    await andon.close()
    await rm(dataDir, { recursive: true, force: true })
  }

  const connection = await until(({ connections }) => {
    const [first] = Object.values(connections)
    return first && first.state.at !== 'connecting' ? first : undefined
  }, 'no end of connecting')
  if (connection.state.at !== 'live') {
    await close()
    const reason = 'reason' in connection.state ? connection.state.reason : connection.state.at
    throw new Error(`Andon is not connected: ${reason}`)
  }
  await until(({ vms }) => Object.values(vms)[0], 'no VM arrived')

  const vm = (name: string) => {
    const found = Object.values(andon.live.tables().vms).find((each) => each.name === name)
    if (!found) throw new Error(`Andon does not know ${name}`)
    return found
  }
  const start = async (name: string, request: RunRequest) => {
    const started = await andon.ask.startRun(vm(name).key, request, undefined, by)
    if (!started.ok) throw new Error(started.error.sentence)
    return started.value.run
  }
  const run = async (name: string, request: RunRequest): Promise<Ended> => {
    const id = await start(name, request)
    const ended = await until(({ runs }) => {
      const view = runs[id]
      return view?.state.at === 'ended' ? { view, outcome: view.state.outcome.kind } : undefined
    }, `${name}: ${request.verb} did not end`)
    return {
      outcome: ended.outcome,
      text: JSON.stringify([ended.view.error, ended.view.steps]).replaceAll('\\"', '"'),
      run: ended.view,
    }
  }
  return {
    tables: () => andon.live.tables(),
    ask: andon.ask,
    vm,
    question: (name) =>
      Object.values(andon.live.tables().questions).find((each) => each.vmName === name && each.state.at === 'waiting'),
    start,
    run,
    powerOn: (name) => run(name, { verb: 'powerOn' }),
    answer: async (question, choiceKey) => {
      const { text, messageId, question: asked } = question
      const seen = { text, choices: asked.choices, ...withoutUndefined({ messageId }) }
      const answered = await andon.ask.answerQuestion(question.key, choiceKey, seen, true, by)
      if (!answered.ok) throw new Error(answered.error.sentence)
    },
    until,
    close,
  }
}
