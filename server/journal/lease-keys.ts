import { assertNever } from '@/lib/assert-never'
import type { Subject } from '@/lib/runs/subject'

/**
 * How a key is held, as locks of a tree are: `x` alone, `s` with others who only read; `ix` and `is` say that something
 * below it is held so.
 */
export type KeyMode = 'x' | 's' | 'ix' | 'is'
export type LeaseKey = { key: string; mode: KeyMode }

const together: ReadonlySet<string> = new Set(['s s', 's is', 'is s', 'is is', 'is ix', 'ix is', 'ix ix'])

/** Whether one key may not be held in both ways at the same time. */
export const conflicts = (a: KeyMode, b: KeyMode): boolean => !together.has(`${a} ${b}`)

/** The same for a query, of two expressions that are modes. */
export const conflictsSql = (a: string, b: string): string =>
  `${a} || ' ' || ${b} not in (${[...together].map((pair) => `'${pair}'`).join(', ')})`

/**
 * What a run holds of its subjects. Two runs have keys that conflict exactly when one of their subjects excludes one of
 * the other's (`excludes` in lib/runs/subject): a path is held itself, and each folder above it says so.
 */
export function keysOf(subjects: readonly Subject[]): LeaseKey[] {
  const keys = new Map<string, LeaseKey>()
  for (const subject of subjects) for (const key of keysOfOne(subject)) keys.set(`${key.mode} ${key.key}`, key)
  return [...keys.values()]
}

function keysOfOne(subject: Subject): LeaseKey[] {
  switch (subject.kind) {
    case 'vm':
    case 'host':
      return [{ key: `${subject.kind} ${subject.key}`, mode: 'x' }]
    case 'datastorePath': {
      const { datastore, path, readOnly } = subject
      const at = (folder: string) => `path ${datastore} ${folder}`
      return [
        { key: at(path), mode: readOnly ? 's' : 'x' },
        ...foldersAbove(path).map((folder) => ({
          key: at(folder),
          mode: readOnly ? ('is' as const) : ('ix' as const),
        })),
      ]
    }
    default:
      return assertNever(subject, 'subject')
  }
}

/** The root, an empty path, is above everything but itself. */
function foldersAbove(path: string): string[] {
  if (path === '') return []
  const folders = new Set([''])
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.add(path.slice(0, end))
  return [...folders]
}
