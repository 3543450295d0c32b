import { expect, test } from 'vitest'
import { emptyTables, type LiveTables, type QuestionView } from '@/lib/live/live-state'
import { questionPlace, questionDatastore } from './questions'

const asked = (hostName?: string) => ({ connection: 'c1', ...(hostName && { hostName }) }) as QuestionView // all it reads
const named = (...names: string[]) =>
  Object.fromEntries(names.map((name, index) => [`c${index + 1}`, { name }])) as unknown as LiveTables['connections']

test('a question is at its host, and at its connection where there are several', () => {
  expect(questionPlace(asked('esx-01'), named('vcenter'))).toBe('esx-01')
  expect(questionPlace(asked('esx-01'), named('vcenter', 'esx-lab'))).toBe('esx-01, vcenter')
})

test('a host that is its own connection is said once; one that is not known leaves the connection', () => {
  expect(questionPlace(asked('esx-01'), named('esx-01', 'esx-02'))).toBe('esx-01')
  expect(questionPlace(asked(), named('vcenter'))).toBe('vcenter')
  expect(questionPlace(asked(), {})).toBe('')
})

const about = (text: string, messageId?: string) =>
  ({ connection: 'c1', vm: 'c1/12', text, ...(messageId && { messageId }) }) as QuestionView // all it reads

function tables(vmxPath: string, ...datastores: [connection: string, storedName: string][]): LiveTables {
  const rows = Object.fromEntries(
    datastores.map(([connection, storedName], index) => [index, { connection, storedName }]),
  )
  return {
    ...emptyTables(),
    subjects: { 'c1/12': { vmxPath } },
    volumes: rows,
    datastores: rows,
  } as unknown as LiveTables // all it reads
}

const full = about("There is no more space for virtual disk 'a.vmdk'.", 'msg.hbacommon.outofspace')

test('a question about space has the datastore of the VM’s folder, by the name that vSphere stores', () => {
  const at = tables('[a%2fb] vm/vm.vmx', ['c1', 'a%2fb'], ['c1', 'other'], ['c2', 'a%2fb'])
  expect(questionDatastore(full, at)).toMatchObject({ connection: 'c1', storedName: 'a%2fb' })
  expect(
    questionDatastore(about('Could not extend the swap file: there is not enough space on the file system.'), at),
  ).toMatchObject({ storedName: 'a%2fb' })
})

test('other questions have none, nor has one whose datastore is not known or not the only one of its name', () => {
  const at = tables('[ds] vm/vm.vmx', ['c1', 'ds'])
  expect(questionDatastore(about('Serial port file exists', 'msg.serial.file.open'), at)).toBeUndefined()
  expect(questionDatastore(full, tables('[ds] vm/vm.vmx', ['c1', 'other']))).toBeUndefined()
  expect(questionDatastore(full, tables('', ['c1', 'ds']))).toBeUndefined()
  expect(questionDatastore(full, tables('[ds] vm/vm.vmx', ['c1', 'ds'], ['c1', 'ds']))).toBeUndefined()
})
