/** What the pages say that can be counted is counted here: a page that is not true is worse than none. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSourceFiles } from '../rooms/source-files.mjs'
import { root } from '../steps/programs.mjs'
import { pressedFiles } from './pressed-files.mjs'
import { withFigures } from './readme-figures.mjs'

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

describe('the files that a page names', () => {
  const { names } = readSourceFiles(root)
  const all = new Set(names)

  test.each(names.filter((name) => name.endsWith('.md')))('in %s are there', (page) => {
    const named = [...read(page).matchAll(/`([\w()./[\]-]+\/[\w.[\]-]+\.(?:tsx?|mjs|md|json))`/g)].map(
      ([, name = '']) => name,
    )
    const beside = (name: string) => path.posix.join(path.posix.dirname(page), name)
    expect(named.filter((name) => !all.has(name) && !all.has(beside(name)))).toEqual([])
  })
})

describe('docs/follow-one-press.md', () => {
  const page = read('docs/follow-one-press.md')

  test('is one screen long, and crosses at most 30 files', () => {
    expect(page.split('\n').length).toBeLessThanOrEqual(60)
    expect(pressedFiles(page).length).toBeLessThanOrEqual(30)
  })
})

test('the figures of README are those of the last run that was written down', () => {
  expect(read('README.md')).toBe(withFigures(read('README.md'), read('bench/RESULTS.md')))
})
