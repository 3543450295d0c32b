import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { root } from '../steps/programs.mjs'

/** What a file leans on when it runs: types are gone by then. */
function valuesOf(file: string): string[] {
  const { staticImports, staticExports } = parseSync(file, readFileSync(path.join(root, file), 'utf8')).module
  const imported = staticImports.filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
  const handedOn = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
  )
  return [...imported.map(({ moduleRequest }) => moduleRequest.value), ...handedOn]
}

function resolve(from: string, name: string): string | undefined {
  const target = name.startsWith('@/') ? name.slice(2) : path.posix.join(path.posix.dirname(from), name)
  return ['.ts', '.tsx'].map((ending) => target + ending).find((file) => existsSync(path.join(root, file)))
}

test('no screen brings the schemas to the browser: the server alone reads what it is given, and they weigh half a page', () => {
  const screens = readdirSync(path.join(root, 'components'), { recursive: true, encoding: 'utf8' })
    .map((file) => `components/${file}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/testing\//.test(file))
  const found: string[] = []
  const seen = new Set(screens)
  const todo = screens.map((file) => [file])
  for (let way = todo.pop(); way; way = todo.pop()) {
    const file = way.at(-1) ?? ''
    for (const name of valuesOf(file)) {
      if (name === 'zod') found.push([...way, name].join(' > '))
      const next = /^(?:\.|@\/)/.test(name) ? resolve(file, name) : undefined
      if (next === undefined || seen.has(next)) continue
      seen.add(next)
      todo.push([...way, next])
    }
  }
  expect(found).toEqual([])
})
