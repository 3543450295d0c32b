/** What the pages say that can be counted is counted here: a page that is not true is worse than none. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../steps/root.mjs'

const read = (...names: string[]) => readFileSync(path.join(root, ...names), 'utf8')
const { version, dependencies } = JSON.parse(read('package.json')) as {
  version: string
  dependencies: Record<string, string>
} // ours

describe('THIRD-PARTY-NOTICES.md', () => {
  const notices = read('THIRD-PARTY-NOTICES.md')
  const named = [...notices.matchAll(/^\| (\S+) \| (\S+) \| .+ \|$/gm)].slice(1)

  test('names every package that runs with Andon, and no other', () => {
    expect(named.map(([, name]) => name)).toEqual(Object.keys(dependencies).toSorted())
  })

  test.each(named.map(([, name = '', licence = '']) => [name, licence]))('%s is under %s', (name, licence) => {
    const { license } = JSON.parse(read('node_modules', name, 'package.json')) as { license: string } // npm's format
    expect(license).toBe(licence)
  })
})

test('CHANGELOG.md begins with the version that this is', () => {
  expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
})
