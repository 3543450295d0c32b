import { expect, test } from 'vitest'
import { fileAskedAbout } from './question-file'

const store = (name: string, volume?: string) => ({ name, storedName: name, ...(volume && { volume }) })
const datastores = [store('datastore1', '52ea2ef1-0b2a'), store('nfs-01'), store('twice', 'a1'), store('twice', 'a2')]
const asks = (text: string, id = 'msg.serial.file.open', args: string[] = []) => ({ text, messages: [{ id, args }] })
const exists = (file: string) => asks(`Serial port output file "${file}" already exists.`)

test.each([
  ['/vmfs/volumes/52ea2ef1-0b2a/console/serial0.log', 'datastore1: console/serial0.log'],
  ['/vmfs/volumes/nfs-01/a b/[x].log', 'nfs-01: a b/[x].log'],
  ['[nfs-01] vm/serial0.log', 'nfs-01: vm/serial0.log'],
  ['/vmfs/volumes/a2/vm/serial0.log', 'twice: vm/serial0.log'],
])('the file of "%s"', (file, place) => {
  const at = fileAskedAbout(exists(file), datastores)
  expect(at && `${at.datastore.name}: ${at.path}`).toBe(place)
})

test.each([
  ['two datastores of the name', exists('/vmfs/volumes/twice/x.log')],
  ['two datastores of the name, in brackets', exists('[twice] x.log')],
  ['a datastore that nobody knows', exists('/vmfs/volumes/99/x.log')],
  ['a name without a place', exists('serial0.log')],
  ['a folder', exists('/vmfs/volumes/nfs-01/x/')],
  ['a path that climbs', exists('[nfs-01] ../x.log')],
  ['another question', asks('There is no more space for "/vmfs/volumes/nfs-01/a.vmdk".', 'msg.hbacommon.outofspace')],
])('%s has none', (_what, question) => expect(fileAskedAbout(question, datastores)).toBeUndefined())
