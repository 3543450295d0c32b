import { parseSync } from 'oxc-parser'

/**
 * Everything that a file leans on by a path: imports and re-exports (of types too), `import()`, types by `import('…')`,
 * `require`, `new URL('…', import.meta.url)`, and what its tests replace (`vi.mock`).
 * @param {string} file its name, which says what language it is in
 * @param {string} text
 * @returns {string[]} each path as it is written, once
 * @throws when the file cannot be parsed
 */
export function importsOf(file, text) {
  const parsed = parseSync(file, text)
  const [error] = parsed.errors
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`)
  const { staticImports, staticExports } = parsed.module
  const requests = [...staticImports, ...staticExports.flatMap(({ entries }) => entries)]
  const paths = new Set(requests.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []))
  if (mayHoldOthers.test(text)) {
    visit(parsed.program, (node) => {
      const path = textOf(sourceOf(node))
      if (path !== undefined) paths.add(path)
    })
  }
  return [...paths]
}

/** The tree of a file costs more than its list of imports: most files need only the list. */
const mayHoldOthers = /\bimport\s*[.(/]|\brequire\b|\bvi\b|\bvitest\b/

/** @param {unknown} part @param {(node: any) => void} see */
function visit(part, see) {
  if (Array.isArray(part)) for (const one of part) visit(one, see)
  if (typeof part !== 'object' || part === null || !('type' in part)) return
  see(part)
  for (const child of Object.values(part)) if (typeof child === 'object') visit(child, see)
}

/** The part of a node that holds a path, where it is not one of the import and export statements. */
function sourceOf(node) {
  switch (node.type) {
    case 'ImportExpression':
    case 'TSImportType':
      return node.source
    case 'TSExternalModuleReference':
      return node.expression
    case 'CallExpression':
      return takesPath(node.callee) ? node.arguments[0] : undefined
    case 'NewExpression':
      return node.callee.name === 'URL' && isOwnAddress(node.arguments[1]) ? node.arguments[0] : undefined
    default:
      return undefined
  }
}

const ofVitest = new Set(['mock', 'doMock', 'unmock', 'doUnmock', 'importActual', 'importMock'])

/** `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`, `vi.mock(…)` and its like. */
function takesPath(callee) {
  if (callee.type === 'Identifier') return callee.name === 'require'
  if (callee.type !== 'MemberExpression') return false
  const { object, property } = callee
  if (object.type === 'MetaProperty') return property.name === 'resolve'
  if (object.name === 'require') return property.name === 'resolve'
  return (object.name === 'vi' || object.name === 'vitest') && ofVitest.has(property.name)
}

const isOwnAddress = (node) =>
  node?.type === 'MemberExpression' && node.object.type === 'MetaProperty' && node.property.name === 'url'

/** A path that is written out; undefined for one that is only known when the program runs. */
function textOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  // vi.mock(import('./it'))
  if (node?.type === 'ImportExpression') return textOf(node.source)
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return undefined
}
