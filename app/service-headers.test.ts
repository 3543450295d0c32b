import { expect, it } from 'vitest'
import config from '@/next.config.js'

it('no other site can lay a page with buttons under a click: only the wall, which has none, goes into a frame', async () => {
  const rules = (await config.headers?.()) ?? []
  const framing = rules.find(({ headers }) => headers.some(({ key }) => key === 'content-security-policy'))
  expect(framing).toEqual({
    source: '/((?!wall$).*)',
    headers: [
      { key: 'content-security-policy', value: "frame-ancestors 'none'" },
      { key: 'x-frame-options', value: 'DENY' },
    ],
  })
})

it('nothing is taken for another type than the one it says', async () => {
  expect(await config.headers?.()).toContainEqual({
    source: '/:path*',
    headers: [{ key: 'x-content-type-options', value: 'nosniff' }],
  })
})
