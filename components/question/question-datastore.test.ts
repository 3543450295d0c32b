import { expect, test } from 'vitest'
import { emptyTables, type LiveTables } from '@/lib/live/live-state'
import { questionDatastore } from './question-datastore'
import type { QuestionView } from '@/lib/live/question-view'

const asked = (text: string, messageId?: string) =>
  ({ connection: 'c1', vm: 'c1/12', text, ...(messageId && { messageId }) }) as QuestionView // all it reads

function tables(vmxPath: string, ...datastores: [connection: string, storedName: string][]): LiveTables {
  return {
    ...emptyTables(),
    vms: { 'c1/12': { vmxPath } },
    datastores: Object.fromEntries(
      datastores.map(([connection, storedName], index) => [index, { connection, storedName }]),
    ),
  } as unknown as LiveTables // all it reads
}

const full = asked("There is no more space for virtual disk 'a.vmdk'.", 'msg.hbacommon.outofspace')

test('a question about space has the datastore of the VM’s folder, by the name that vSphere stores', () => {
  const at = tables('[a%2fb] vm/vm.vmx', ['c1', 'a%2fb'], ['c1', 'other'], ['c2', 'a%2fb'])
  expect(questionDatastore(full, at)).toMatchObject({ connection: 'c1', storedName: 'a%2fb' })
  expect(
    questionDatastore(asked('Could not extend the swap file: there is not enough space on the file system.'), at),
  ).toMatchObject({ storedName: 'a%2fb' })
})

test('other questions have none, nor has one whose datastore is not known or not the only one of its name', () => {
  const at = tables('[ds] vm/vm.vmx', ['c1', 'ds'])
  expect(questionDatastore(asked('Serial port file exists', 'msg.serial.file.open'), at)).toBeUndefined()
  expect(questionDatastore(full, tables('[ds] vm/vm.vmx', ['c1', 'other']))).toBeUndefined()
  expect(questionDatastore(full, tables('', ['c1', 'ds']))).toBeUndefined()
  expect(questionDatastore(full, tables('[ds] vm/vm.vmx', ['c1', 'ds'], ['c1', 'ds']))).toBeUndefined()
})
