import { EventEmitter } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startSimulator, type SimulatedHost } from '@/simulator/start/start-simulator'
import { openInventory } from '../inventory/open-inventory'
import type { Andon } from './andon'
import { startRuntime } from './composition'
import { holdDataDir } from './data-dir-lock'
import { createLog } from './log'
import { openResetDoor } from './reset-door'
import { settingsFrom } from './settings'
import { signedInOf } from '../accounts/testing/signed-in'

describe('the door for another runtime in the same process', () => {
  const never = { open: () => Promise.reject(new Error('opened')), close: () => Promise.reject(new Error('closed')) }

  it('is not there for a process that nobody spawned with a channel', () => {
    const channel = new EventEmitter()
    expect(openResetDoor(channel, never)).toBe(false)
    expect(channel.listenerCount('message')).toBe(0)
  })

  it('does nothing about messages that are not meant for it', () => {
    const said: unknown[] = []
    const channel = Object.assign(new EventEmitter(), { send: (message: unknown) => said.push(message) })
    expect(openResetDoor(channel, never)).toBe(true)
    for (const message of [undefined, 'open', {}, { andon: 'opened' }, { andon: 'open' }, { andon: 'open', env: 1 }])
      channel.emit('message', message)
    expect(said).toEqual([])
  })
})

describe('a runtime that is followed by another one', () => {
  const adminPassword = 'a password'
  const log = createLog('silent')
  const passwordCost = { ln: 4, r: 8, p: 1 }
  let folder = ''
  let host: SimulatedHost
  let andon: Andon
  let ask: (wish: object) => Promise<unknown>
  const settings = (name: string, more: Record<string, string> = {}) => ({
    ANDON_DATA: path.join(folder, name),
    ANDON_ADMIN_PASSWORD: adminPassword,
    ...more,
  })

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'andon-reset-'))
    host = await startSimulator({ speed: 100 })
    const ports = { openInventory, log, announce: () => {} }
    const { url: address, user, password } = host
    const seed = [{ name: 'esx-lab', address, user, password, trust: { kind: 'system' }, autoAnswer: false }]
    andon = await startRuntime(settingsFrom(settings('first', { ANDON_SEED_CONNECTIONS: JSON.stringify(seed) })), {
      ...ports,
      passwordCost,
    })
    const channel = new EventEmitter()
    const answers: ((answer: unknown) => void)[] = []
    openResetDoor(Object.assign(channel, { send: (answer: unknown) => answers.shift()?.(answer) }), {
      close: () => andon.close(),
      async open(reset) {
        andon = await startRuntime(settingsFrom(reset.env), {
          ...ports,
          ...(reset.passwordCost && { passwordCost: reset.passwordCost }),
        })
      },
    })
    ask = (wish) =>
      new Promise((resolve) => {
        answers.push(resolve)
        channel.emit('message', wish)
      })
  })
  afterEach(async () => {
    await andon.close()
    await host.close()
    await rm(folder, { recursive: true })
  })

  it('ends its streams, says goodbye to its hosts, and leaves its data to whoever opens them', async () => {
    const { session } = signedInOf(await andon.accounts.signIn('admin', adminPassword))
    const chunks = andon.live
      .open({
        principal: 'person',
        topics: ['board'],
        owner: session.id,
        signal: new AbortController().signal,
      })
      .getReader()
    const isLive = () => expect(Object.values(andon.live.tables().connections)[0]?.state.at).toBe('live')
    await vi.waitFor(isLive, { timeout: 20_000 })
    const readToItsEnd = async () => {
      while (!(await chunks.read()).done);
    }
    const [answer] = await Promise.all([ask({ andon: 'open', env: settings('second'), passwordCost }), readToItsEnd()])
    expect(answer).toEqual({ andon: 'done' })
    expect(host.calls.map(({ method }) => method)).toContain('Logout')
    holdDataDir(path.join(folder, 'first'))()
  })

  it('shares nothing with the one that follows: accounts, sessions and connections are its own', async () => {
    const first = andon
    const { token } = signedInOf(await first.accounts.signIn('admin', adminPassword))
    await ask({ andon: 'open', env: settings('second', { ANDON_ADMIN_PASSWORD: 'another password' }), passwordCost })
    expect(andon).not.toBe(first)
    expect(await andon.health()).toEqual({ ok: true })
    expect(await first.health()).toEqual({ ok: false, because: 'Andon is stopping.' })
    expect(await andon.accounts.sessions.use(token)).toBeUndefined()
    expect((await andon.accounts.signIn('admin', 'another password')).ok).toBe(true)
    expect(Object.keys(andon.live.tables().connections)).toEqual([])
  })

  it('is there again, with all it knew, when its data are opened again', async () => {
    const before = Object.keys(andon.live.tables().connections)
    await ask({ andon: 'open', env: settings('second'), passwordCost })
    await ask({ andon: 'open', env: settings('first'), passwordCost })
    expect(Object.keys(andon.live.tables().connections)).toEqual(before)
    expect(before).toHaveLength(1)
  })

  it('is only closed when nothing is to follow yet', async () => {
    expect(await ask({ andon: 'close' })).toEqual({ andon: 'done' })
    expect(await andon.health()).toEqual({ ok: false, because: 'Andon is stopping.' })
  })

  it('says why another one could not be opened', async () => {
    const env = settings('second', { ANDON_SEED_CONNECTIONS: 'no list' })
    expect(await ask({ andon: 'open', env })).toEqual({
      andon: 'failed',
      reason: expect.stringContaining('ANDON_SEED_CONNECTIONS cannot be used. It is no JSON list of connections'),
    })
  })
})
