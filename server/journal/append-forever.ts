/** For the journal's test: opens runs and prints each number once the journal has acknowledged it, until killed. */
import { withoutUndefined } from '@/lib/without-undefined'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { openStore } from './store'

const dataDir = process.env['ANDON_TEST_DATA']
if (dataDir === undefined) throw new Error('ANDON_TEST_DATA names no directory')
const { journal } = await openStore({
  dataDir,
  threads: true,
  ...withoutUndefined({ databaseUrl: process.env['ANDON_TEST_DATABASE'] }),
})
const connection = connectionId('c1')
for (;;) {
  const { number } = await journal.openRun({
    connection,
    kind: 'vm',
    subjects: [{ kind: 'vm', key: vmKey(connection, moid('12')), name: 'web-01' }],
    request: { verb: 'powerOn' },
    policy: { autoAnswer: false, setBy: 'r.nakamura' },
    actor: { kind: 'person', name: 'm.okafor' },
  })
  process.stdout.write(`${number}\n`)
  // Lets the output leave before the next row.
  await new Promise((resolve) => setImmediate(resolve))
}
