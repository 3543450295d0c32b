import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MistakenSettings, readSettings } from './read-settings'
import { developersNames, isOfTests, providersNames, settingList } from './setting-list'
import { settingsFrom } from './settings'

const folder = mkdtempSync(path.join(os.tmpdir(), 'andon-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileWith = (text: string, name = 'secret') => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

/** All that is said about an environment. */
function mistakesIn(env: Record<string, string>): string {
  try {
    settingsFrom(env)
    return ''
  } catch (error) {
    if (error instanceof MistakenSettings) return error.message
    throw error
  }
}

/** A value for each secret that cannot be used. None of them may be said. */
const wrongSecrets = {
  DATABASE_URL: 'mysql://andon:hunter2-of-nobody@db/andon',
  ANDON_SECRET_KEY: 'hunter2',
  ANDON_ADMIN_PASSWORD: 'hunter2',
  ANDON_METRICS_TOKEN: 'hunter2 of nobody',
  ANDON_SEED_CONNECTIONS: '[{"name":"esx","password":"hunter2"}]',
  ANDON_DEMO_ACCOUNTS: '[{"username":"a","password":"hunter2"}]',
  ANDON_NEW_SECRET_KEY: 'hunter2',
}

describe('the settings', () => {
  it('listen on this machine alone unless something else is said', () => {
    expect(settingsFrom({})).toMatchObject({ listen: { host: '127.0.0.1', port: 3000 }, logLevel: 'info' })
    expect(settingsFrom({ ANDON_LISTEN: '[::]', PORT: '80' }).listen).toEqual({ host: '::', port: 80 })
    // Many shells and every container have it: it says what the machine is called, not who may come in.
    expect(settingsFrom({ HOSTNAME: '0.0.0.0' }).listen.host).toBe('127.0.0.1')
  })

  it('are all judged at once, each mistake in a line with the value and the way out', () => {
    const said = mistakesIn({ ANDON_LOG: 'chatty', PORT: '70000', ANDON_PROXYS: '10.0.0.5', ANDON_PROXIES: 'proxy' })
    expect(said.split('\n')).toEqual([
      '4 settings are not right.',
      '  PORT is "70000". It has to be a number from 1 to 65535.',
      '  ANDON_PROXIES is "proxy". "proxy" is no address. Write addresses or networks: 10.0.0.5, 192.168.0.0/16.',
      '  ANDON_LOG is "chatty". It has to be one of fatal, error, warn, info, debug, trace, silent.',
      '  ANDON_PROXYS is no setting of Andon. Is it ANDON_PROXIES?',
    ])
  })

  it('are judged together with those of the identity provider', () => {
    const said = mistakesIn({ ANDON_LOG: 'chatty', ANDON_OIDC_ISSUER: 'ftp://sso', ANDON_OIDC_CLIENTID: 'x' })
    for (const mistake of [
      'ANDON_LOG is "chatty".',
      'ANDON_OIDC_ISSUER is no https address.',
      'ANDON_OIDC_CLIENT_ID is missing',
      'ANDON_OIDC_CLIENTID is no setting of Andon. Is it ANDON_OIDC_CLIENT_ID?',
    ])
      expect(said).toContain(`\n  ${mistake}`)
  })

  it('say no secret, in the variable or in its file', () => {
    const inFiles = Object.entries(wrongSecrets).map(([name, text]) => [`${name}_FILE`, fileWith(text, name)])
    for (const env of [wrongSecrets, Object.fromEntries(inFiles)]) {
      const said = mistakesIn(env)
      expect(said.split('\n')).toHaveLength(1 + Object.keys(wrongSecrets).length)
      expect(said).not.toMatch(/hunter2|nobody/)
      expect(said).not.toMatch(/undefined|expected|Invalid/)
    }
  })

  it.each([
    ['a', 'at least 10 characters'],
    [' ', 'at least 10 characters'],
    [' '.repeat(12), 'blanks'],
    ['administrator', 'first that somebody would try'],
  ])('refuse the password "%s" for the administrator by the rule that people choose theirs by', (password, because) =>
    expect(mistakesIn({ ANDON_ADMIN_PASSWORD: password })).toMatch(
      new RegExp(`^ANDON_ADMIN_PASSWORD cannot be used\\..*${because}`),
    ),
  )

  it.each([
    ['ANDON_PROXY', 'ANDON_PROXIES'],
    ['ANDON_DTAA', 'ANDON_DATA'],
    ['andon_log', 'ANDON_LOG'],
    ['ANDON_LOG_LEVEL', 'ANDON_LOG'],
    ['ANDON_PORT', 'PORT'],
    ['ANDON_DATABASE_URL', 'DATABASE_URL'],
    ['ANDON_HOSTNAME', 'ANDON_LISTEN'],
    ['ANDON_SECRET_KEYFILE', 'ANDON_SECRET_KEY_FILE'],
    ['ANDON_SECRETKEY', 'ANDON_SECRET_KEY'],
    ['ANDON_ADMIN_PASSWROD', 'ANDON_ADMIN_PASSWORD'],
  ])('name the one that %s is most like', (name, right) =>
    expect(mistakesIn({ [name]: 'x' })).toBe(`${name} is no setting of Andon. Is it ${right}?`),
  )

  it('name none for a name that is like none, and show no signs of control', () => {
    expect(mistakesIn({ ANDON_FLUX_CAPACITOR: 'on' })).toMatch(
      /^ANDON_FLUX_CAPACITOR is no setting of Andon\. Take it away/,
    )
    const said = mistakesIn({ ANDON_LOG: `\u001b[2J\n\u202e${'x'.repeat(5_000)}` })
    // eslint-disable-next-line no-control-regex
    expect(said).not.toMatch(/[\u0000-\u001f\u202e]/)
    expect(said.length).toBeLessThan(300)
  })

  it('take no offence at what Kubernetes tells a pod about a service called andon', () => {
    const env = {
      ANDON_SERVICE_HOST: '10.0.0.1',
      ANDON_SERVICE_PORT: '3000',
      ANDON_PORT: 'tcp://10.0.0.1:3000',
      ANDON_PORT_3000_TCP: 'tcp://10.0.0.1:3000',
      ANDON_PORT_3000_TCP_ADDR: '10.0.0.1',
    }
    expect(mistakesIn(env)).toBe('')
    expect(mistakesIn({ ANDON_PORT: '3000' })).toContain('Is it PORT?')
  })

  it('read a secret from the file that is named, without the end of its line', () => {
    const given = settingsFrom({
      ANDON_SECRET_KEY_FILE: fileWith('the text of a key file\n'),
      DATABASE_URL_FILE: fileWith('postgres://andon:p%40ss@db/andon\r\n', 'url'),
    })
    expect(given).toMatchObject({
      secretKey: 'the text of a key file',
      databaseUrl: 'postgres://andon:p%40ss@db/andon',
    })
  })

  it.each([
    [{ ANDON_SECRET_KEY_FILE: '/nowhere/key' }, '"/nowhere/key" is not there'],
    [{ ANDON_SECRET_KEY_FILE: folder }, 'is a directory'],
    [{ ANDON_SECRET_KEY_FILE: fileWith('\n', 'empty') }, 'is empty'],
    [{ ANDON_SECRET_KEY_FILE: fileWith('x'), ANDON_SECRET_KEY: 'the text of a key' }, 'are both set'],
    [{ ANDON_LOG_FILE: '/var/log/andon' }, 'ANDON_LOG_FILE is no setting of Andon. Is it ANDON_LOG?'],
  ])('say what is wrong with a file: %o', (env, because) => expect(mistakesIn(env)).toContain(because))

  it.each([
    'postgres://andon:p@ss/word@db:5432/andon',
    'postgres://andon:100%@db/andon',
    'db.example.org/andon',
    'postgres://db:port/andon',
  ])('refuse %s as an address of a PostgreSQL, with how it is written', (url) =>
    expect(mistakesIn({ DATABASE_URL: url })).toMatch(/^DATABASE_URL cannot be used\. .*written as %40/),
  )

  it.each([
    'postgres://andon@db/andon',
    'postgresql:///andon?host=/var/run/postgresql',
    'postgres://a:b@[::1]:5/c?sslmode=require',
  ])('take %s', (url) => expect(settingsFrom({ DATABASE_URL: url }).databaseUrl).toBe(url))

  it.each(['127.0.0.1:3000', 'http://localhost', '*', '10.0.0', '256.1.1.1'])('refuse to listen on %s', (host) =>
    expect(mistakesIn({ ANDON_LISTEN: host })).toContain(`ANDON_LISTEN is "${host}"`),
  )

  it('are as if they were not there when they are empty: a file of compose has them so', () => {
    const empty = Object.fromEntries(
      Object.keys(settingList).flatMap((name) => [
        [name, ''],
        ...('isSecret' in settingList[name as 'PORT'] ? [[`${name}_FILE`, '']] : []),
      ]),
    )
    expect(readSettings(empty)).toEqual({})
  })
})

describe('the list of settings', () => {
  const root = new URL('../../', import.meta.url)
  const page = readFileSync(new URL('docs/configuration.md', root), 'utf8')
  const houses = ['app', 'server', 'lib', 'scripts', 'components', 'e2e', 'chaos', 'bench', 'interop']

  it('is what docs/configuration.md has, line by line', () => {
    const rows = Object.entries(settingList).map(([name, setting]) => {
      const called = 'isSecret' in setting ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``
      return `| ${called} | ${setting.about} | ${setting.without} |`
    })
    const others = Object.entries({ ...providersNames, ...developersNames }).map(
      ([name, about]) => `| \`${name}\` | ${about} |`,
    )
    expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual([...rows, ...others])
  })

  it('has every name that the code reads', () => {
    const files = houses.flatMap((house) =>
      readdirSync(new URL(house, root), { recursive: true, encoding: 'utf8' }).map((name) => `${house}/${name}`),
    )
    const names = [...files, 'instrumentation.ts', 'next.config.js', 'playwright.config.ts', 'vitest.config.ts']
      .filter((name) => /\.(m?js|tsx?)$/.test(name))
      .flatMap((name) => [
        ...readFileSync(new URL(name, root), 'utf8').matchAll(
          /\benv(?:\.|\[')(ANDON_[A-Z_]+|DATABASE_URL|PORT|HOSTNAME|PG_BIN)\b/g,
        ),
      ])
      .map(([, name = '']) => name)
    const known = Object.keys({ ...settingList, ...providersNames, ...developersNames })
    expect(names.filter((name) => !known.includes(name) && !isOfTests(name))).toEqual([])
    expect(names).toContain('ANDON_DIST')
  })
})
