import { expect, test } from 'vitest'
import { emptyTables, heldTables } from '@/lib/live/live-state'
import { aVm } from '../testing/vm-fixtures'
import { fixtureTables } from '../testing/fixture-tables'
import { searchAll } from './search-results'

const tables = heldTables(fixtureTables())
const names = (text: string) => searchAll(tables, text, 'operator').vms.map((row) => row.vm.name)

test('names that begin with the text come before those that hold it, each as people sort them', () => {
  expect(names('web')).toEqual(['web-frontend-03', 'web-frontend-04'])
  expect(names('agent')).toEqual(['build-agent-3', 'build|agent "7"'])
})

test('capitals, stored names and composed letters do not matter', () => {
  expect(names('DB/PRIMARY')).toEqual(['db/primary'])
  expect(names('db%2fprimary')).toEqual(['db/primary'])
  expect(names('cafe\u0301')).toEqual(['café-01'])
})

test('an address finds its VM', () => {
  const vm = aVm('by-address', { ipAddress: '10.20.1.20' })
  const found = searchAll(heldTables({ ...emptyTables(), vms: { [vm.key]: vm } }), '20.1.2', 'operator')
  expect(found.vms.map((row) => row.vm.name)).toEqual(['by-address'])
})

test('never more than eight VMs, however many fit', () => {
  expect(names('app')).toHaveLength(8)
})

test('nothing typed: what waits, and the pages', () => {
  const found = searchAll(tables, '  ', 'operator')
  expect(found.questions.map((question) => question.vmName)).toEqual(['db/primary', 'build|agent "7"', 'café-01'])
  expect(found.pages.map((page) => page.label)).toContain('History')
  expect(found.vms).toEqual([])
})

test('a verb that was typed is offered for the VMs that the rest finds', () => {
  const found = searchAll(tables, 'suspend web', 'operator')
  expect(found.commands.map(({ verb, row }) => `${verb} ${row.vm.name}`)).toEqual([
    'suspend web-frontend-03',
    'suspend web-frontend-04',
  ])
})

test('a command that cannot run carries its reason; nothing that destroys is offered', () => {
  const [command] = searchAll(tables, 'café', 'operator').commands
  expect(command).toMatchObject({ verb: 'powerOn' })
  expect(command?.disabledReason).toContain('waits for an answer')
  const verbs = searchAll(tables, 'web-frontend-03', 'operator').commands.map(({ verb }) => verb)
  expect(verbs).toEqual(['shutdownGuest', 'rebootGuest', 'suspend'])
})

test.each(['create vm', 'Create', 'new vm', 'virtual machine'])('"%s" leads to where a VM is made', (text) => {
  const { pages } = searchAll(tables, text, 'operator')
  expect(pages.map(({ path }) => path)).toContain('/vms/new')
})
