import { expect, test } from 'vitest'
import { boundedFetch } from './bounded-fetch'
import { lyingProvider } from './testing/lying-provider'

test('a provider elsewhere sends nobody to this machine, by whatever name', async () => {
  const provider = await lyingProvider()
  const { port } = new URL(provider.issuer)
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '[::ffff:7f00:1]']) {
    const asked = boundedFetch({ issuer: 'https://id.example', longestMs: 1_000 }, `http://${host}:${port}/jwks`, {
      method: 'GET',
      headers: {},
    })
    await expect(asked).rejects.toMatchObject({ is: 'wrong', message: expect.stringContaining('this machine') })
  }
  expect(provider.asked).toEqual([])
  await provider.close()
})
