import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openInventory } from '../inventory/open-inventory'
import { startSimulator } from '../../simulator/start/start-simulator'
import { startRuntime } from './composition'
import type { Log } from './log'
import { signedInOf } from '../accounts/testing/signed-in'

const secret = 'the secret of the host'

/** What a whole life of the server tells: a connection, a question that is there, a power-on, and a stream. */
async function told({ isDebug }: { isDebug: boolean }) {
  const lines: { message: string; about: string }[] = []
  const take = (about: object, message = '') => void lines.push({ message, about: JSON.stringify(about) })
  const levels = { debug: take, info: take, warn: take, error: take }
  const log = { ...levels, isLevelEnabled: () => isDebug, hide: () => undefined } as unknown as Log // the part of pino that is called here
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-debug-'))
  const host = await startSimulator({ speed: 100, password: secret })
  host.fail({ method: 'QueryEvents', fault: { type: 'NotSupported' } })
  const trust = { kind: 'none' } as const
  const seed = [{ name: 'lab', address: host.url, user: host.user, password: secret, trust, autoAnswer: true }]
  const ports = { openInventory, log, announce: () => {}, passwordCost: { ln: 4, r: 8, p: 1 } }
  const andon = await startRuntime({ dataDir, seed, adminPassword: 'a password' }, ports)
  try {
    const signedIn = signedInOf(await andon.accounts.signIn('admin', 'a password'))
    const reader = new AbortController()
    const owner = signedIn.session.id
    const stream = andon.live
      .open({ principal: 'person', topics: ['board', 'vms:*'], owner, signal: reader.signal })
      .getReader()
    const asker = () => Object.values(andon.live.tables().vms).find(({ name }) => name === 'asks-append-or-replace')
    while (!asker()) await stream.read()
    const vm = asker()
    const started =
      vm && (await andon.ask.startRun(vm.key, { verb: 'powerOn' }, undefined, { username: 'admin', role: 'admin' }))
    if (!started?.ok) throw new Error('not started')
    while (andon.live.tables().runs[started.value.run]?.state.at !== 'ended') await stream.read()
    reader.abort()
  } finally {
    await andon.close()
    await host.close()
    await rm(dataDir, { recursive: true })
  }
  return lines
}

test('at each border something is said, and never a password', async () => {
  const lines = await told({ isDebug: true })
  const messages = new Set(lines.map(({ message }) => message))
  for (const border of ['call', 'reply', 'fault', 'run', 'step', 'stream opened', 'stream ended']) {
    expect(messages).toContain(border)
  }
  const about = (message: string) => lines.filter((line) => line.message === message).map((line) => line.about)
  expect(about('call').find((text) => text.includes('PowerOnVM_Task'))).toMatch(/"target":"VirtualMachine:/)
  expect(about('fault')[0]).toMatch(/QueryEvents/)
  expect(about('step').join()).toMatch(/start-sent.*started.*question-raised.*answer-sent.*answered.*ended/)
  expect(lines.map((line) => line.about).join()).not.toContain(secret)
})

test('without it nothing is said of what goes well but who signed in', async () => {
  expect((await told({ isDebug: false })).map(({ message }) => message)).toEqual(['signed in'])
})
