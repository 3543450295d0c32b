import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { importsOf } from './imports.mjs'

const source = /\.(?:[cm]?[jt]s|[jt]sx)$/
const declaration = /\.d\.[cm]?ts$/
/** Not ours, or made by a program: at the top, where a room that happens to have such a name cannot hide behind it. */
const skipped = new Set(['node_modules', 'types', 'coverage', 'dist', 'test-results', 'playwright-report'])

/**
 * @typedef {object} SourceFile
 * @property {string} file path below the root, with slashes
 * @property {number} lines
 * @property {string[]} files the files of ours that it leans on
 */

/**
 * Every source file of a folder and which of the others it leans on.
 * @param {string} root
 * @returns {{ names: string[], files: SourceFile[] }} `names` has all other files too; both in the order of their names
 */
export function readSourceFiles(root) {
  const names = namesBelow(root, '').toSorted()
  const all = new Set(names)
  const files = names
    .filter((name) => source.test(name) && !declaration.test(name))
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      const ours = importsOf(file, text).filter((name) => /^(?:\.|@\/)/.test(name))
      return { file, lines: text.split('\n').length - 1, files: ours.flatMap((name) => resolve(file, name, all) ?? []) }
    })
  return { names, files }
}

function namesBelow(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || skipped.has(name)) return []
    return entry.isDirectory() ? namesBelow(root, name) : [name]
  })
}

const endings = ['', '.ts', '.tsx', '.mjs', '.js', '/index.ts', '/index.tsx', '/index.mjs', '/index.js']

/** As TypeScript and the bundler find it: `@/` is the root, the ending may be left out. */
function resolve(from, name, all) {
  const [bare] = name.split('?')
  const target = bare.startsWith('@/') ? bare.slice(2) : path.posix.join(path.posix.dirname(from), bare)
  const ending = endings.find((one) => all.has(`${target}${one}`))
  return ending === undefined ? undefined : `${target}${ending}`
}
