import { array, assert, boolean, constantFrom, oneof, property, record, type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { excludes, type Subject } from '@/lib/runs/subject'
import { connectionId, datastoreKey, hostKey, moid, vmKey } from '@/lib/vsphere/ids'
import { conflicts, keysOf } from './lease-keys'

const c1 = connectionId('c1')
const path = array(constantFrom('a', 'b', 'a b', ''), { maxLength: 4 }).map((parts) => parts.join('/'))
const subject: Arbitrary<Subject> = oneof(
  constantFrom('1', '2').map((id) => ({ kind: 'vm' as const, key: vmKey(c1, moid(id)), name: 'web' })),
  constantFrom('1', '2').map((id) => ({ kind: 'host' as const, key: hostKey(c1, moid(id)), name: 'esx' })),
  record({ path, datastore: constantFrom('1', '2'), readOnly: boolean() }).map(({ path: at, datastore, readOnly }) => ({
    kind: 'datastorePath' as const,
    datastore: datastoreKey(c1, moid(datastore)),
    datastoreName: 'ssd',
    path: at,
    ...(readOnly ? { readOnly } : {}),
  })),
)
const subjects = array(subject, { minLength: 1, maxLength: 3 })

test('keys conflict exactly where subjects exclude each other', () => {
  assert(
    property(subjects, subjects, (mine, yours) => {
      const isExcluded = mine.some((one) => yours.some((other) => excludes(one, other)))
      const conflict = keysOf(mine).some((one) =>
        keysOf(yours).some((other) => one.key === other.key && conflicts(one.mode, other.mode)),
      )
      expect(conflict).toBe(isExcluded)
    }),
    { numRuns: 5_000 },
  )
})
