/** Secrets of signals are sealed with the data's key, and go with it through its change. */
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSecretBox } from '../../connections/secret-box'
import { keyFile, secretKeys, writeKeys } from '../../connections/secret-key'
import { createRouteSecrets, type RouteSecrets } from '../../signals/secrets'
import type { SignalsTables } from '../../signals/stored'
import { openData } from '../open-data'
import { rotateKey } from './rotate-key'
import { keptData, type KeptData } from './testing/kept-data'

let data: KeptData

async function withSecrets<T>(work: (secrets: RouteSecrets) => Promise<T>): Promise<T> {
  const dataDir = data.dataDir()
  const store = await openData({ dataDir })
  try {
    const box = createSecretBox(await secretKeys(dataDir, undefined))
    return await work(createRouteSecrets(store.tables<SignalsTables>(), box))
  } finally {
    await store.close()
  }
}

const secret = { is: 'token', token: 'tk_of_a_phone' } as const

beforeEach(async () => {
  data = await keptData()
  await data.fill()
  await withSecrets((secrets) => secrets.write('r1', secret, '2026-11-28T20:00:00.000Z'))
})
afterEach(() => data.close())

test('a change of the key seals them anew', async () => {
  await data.run(rotateKey, [])
  expect(await withSecrets((secrets) => secrets.read('r1'))).toEqual(secret)
})

test('a change that has another key than theirs says how many it could not open', async () => {
  await writeKeys(keyFile(data.dataDir()), [randomBytes(32)])
  expect(await data.run(rotateKey, [])).toContain('does not open 1 secret of signals')
})
