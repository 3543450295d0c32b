import { expect, test } from 'vitest'
import { boundedFetch, isHere } from './bounded-fetch'
import { lyingProvider } from './testing/lying-provider'

test.each([
  '127.0.0.1',
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  '127.9.9.9',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '169.254.169.254',
  '0.0.0.0',
  '[fe80::1]',
])('%s is an address of this machine', (name) => expect(isHere(new URL(`http://${name}/`).hostname)).toBe(true))

test.each(['id.example', '10.0.0.5', '[2001:db8::1]', 'localhost.example', '2130706433.example'])(
  '%s is none',
  (name) => expect(isHere(new URL(`http://${name}/`).hostname)).toBe(false),
)

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
