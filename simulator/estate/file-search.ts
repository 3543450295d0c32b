import { flag, object, objects, texts } from '../vim25/read-data'
import type { DataObject } from '../vim25/value'
import { pathText, type DatastorePath } from './datastore-files'
import { fileInfo, queryFor, type Found } from './file-kinds'
import type { FolderNode } from './volume'

/** One folder's part of a search: a HostDatastoreBrowserSearchResults. `spec` is the HostDatastoreBrowserSearchSpec. */
export function searchFolder(at: DatastorePath, folder: FolderNode, spec: DataObject | undefined): DataObject {
  const ignoreCase = flag(spec, 'searchCaseInsensitive') === true
  const queries = objects(spec, 'query')
  const details = object(spec, 'details')
  const file = children(at, folder)
    .filter(({ name }) => nameMatches(name, texts(spec, 'matchPattern'), ignoreCase))
    .map((found) => ({ found, query: queryFor(found, queries, ignoreCase) }))
    .filter(({ query }) => queries.length === 0 || query !== undefined)
  const ordered =
    flag(spec, 'sortFoldersFirst') === true
      ? [...file.filter(({ found }) => isFolder(found)), ...file.filter(({ found }) => !isFolder(found))]
      : file
  return {
    $type: 'HostDatastoreBrowserSearchResults',
    datastore: at.datastore,
    folderPath: folderText(at),
    file: ordered.map(({ found, query }) => fileInfo(found, details, query, ignoreCase)),
  }
}

/** The folder and every folder below it, parents first. */
export function foldersBelow(
  at: DatastorePath,
  folder: FolderNode,
): readonly { at: DatastorePath; folder: FolderNode }[] {
  const all = [{ at, folder }]
  for (const found of children(at, folder)) {
    if (found.node.kind === 'folder') all.push(...foldersBelow(found.at, found.node))
  }
  return all
}

const isFolder = (found: Found) => found.node.kind === 'folder'

/** Real hosts end the path of a folder with a slash, the root's only with its bracket. */
const folderText = (at: DatastorePath) => (at.path === '' ? `[${at.name}]` : `${pathText(at.name, at.path)}/`)

function children(at: DatastorePath, folder: FolderNode): readonly Found[] {
  return [...folder.children]
    .map(([name, node]) => ({ name, node, at: { ...at, path: at.path === '' ? name : `${at.path}/${name}` } }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function nameMatches(name: string, patterns: readonly string[], ignoreCase: boolean): boolean {
  if (patterns.length === 0) return true
  const shown = ignoreCase ? name.toLowerCase() : name
  return patterns.some((pattern) => matchesGlob(shown, ignoreCase ? pattern.toLowerCase() : pattern))
}

/**
 * Whether a file name matches a pattern as the datastore browser takes them: `*` is any text, `?` any character. Walks the
 * name once per `*` at most, since patterns come from callers.
 */
export function matchesGlob(name: string, pattern: string): boolean {
  let [at, inPattern] = [0, 0]
  let star: { inPattern: number; at: number } | undefined
  while (at < name.length) {
    const wanted = pattern[inPattern]
    if (wanted === '*') star = { inPattern: ++inPattern, at }
    else if (wanted === '?' || (wanted !== undefined && wanted === name[at])) {
      at++
      inPattern++
    } else if (star !== undefined) {
      at = ++star.at
      inPattern = star.inPattern
    } else return false
  }
  while (pattern[inPattern] === '*') inPattern++
  return inPattern === pattern.length
}
