import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { identityFrom } from './settings'

const folder = mkdtempSync(path.join(os.tmpdir(), 'andon-identity-settings-'))
const file = path.join(folder, 'secret')
writeFileSync(file, ' of a file \n')
afterAll(() => rmSync(folder, { recursive: true }))

const right = {
  ANDON_OIDC_ISSUER: 'https://id.example/realms/main',
  ANDON_OIDC_CLIENT_ID: 'andon',
  ANDON_OIDC_ROLES: 'admin: groups=vm-admins',
}

test('without any of its variables there is no provider', () => {
  expect(identityFrom({ ANDON_OIDC_NAME: ' ', HOME: '/' })).toBeUndefined()
})

test('what is left out has a usual value', () => {
  expect(identityFrom(right)).toEqual({
    issuer: 'https://id.example/realms/main',
    clientId: 'andon',
    scopes: 'openid profile',
    name: 'id.example',
    rules: [{ role: 'admin', claim: 'groups', value: 'vm-admins' }],
  })
})

test('the secret is read from a file without what an editor adds', () => {
  expect(identityFrom({ ...right, ANDON_OIDC_CLIENT_SECRET_FILE: file })).toMatchObject({ clientSecret: 'of a file' })
})

test.each([
  [{ ANDON_OIDC_ISSUER: 'http://id.example' }, 'no https address'],
  [{ ANDON_OIDC_ISSUER: 'id.example' }, 'no https address'],
  [{ ANDON_OIDC_ISSUER: 'https://u:p@id.example' }, 'more than an address'],
  [{ ANDON_OIDC_ISSUER: 'https://id.example/.well-known/openid-configuration' }, 'leave out'],
  [{ ANDON_OIDC_CLIENT_ID: '' }, 'ANDON_OIDC_CLIENT_ID is missing'],
  [{ ANDON_OIDC_SCOPES: 'profile' }, '"openid"'],
  [{ ANDON_OIDC_NAME: 'x'.repeat(61) }, '60'],
  [{ ANDON_OIDC_NAME: 'Com\u202Epany' }, 'cannot be seen'],
  [{ ANDON_OIDC_ROLES: '' }, 'no rule'],
  [{ ANDON_OIDC_ROLES: 'root: a=b' }, '"root" is no role'],
  [{ ANDON_OIDC_CLIENT_SECRET: 'a secret', ANDON_OIDC_CLIENT_SECRET_FILE: file }, 'both set'],
  [{ ANDON_OIDC_CLIENT_SECRET_FILE: '/nowhere/secret' }, 'ENOENT'],
])('%j is refused with the reason', (wrong, because) => {
  expect(() => identityFrom({ ...right, ...wrong })).toThrow(because)
})

test('all mistakes are said at once, without the secret', () => {
  const env = { ANDON_OIDC_CLIENT_SECRET: 'a secret', ANDON_OIDC_ROLES: 'admin at lab: a=b; viewer; x: y=z' }
  const lines = (() => {
    try {
      identityFrom(env)
      return []
    } catch (error) {
      return error instanceof Error ? error.message.split('\n') : []
    }
  })()
  expect(lines).toHaveLength(5)
  expect(lines.join()).not.toContain('a secret')
})
