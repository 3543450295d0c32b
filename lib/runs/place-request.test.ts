import { expect, test } from 'vitest'
import { moid } from '../vsphere/ids'
import { placeRest, type PlaceRequest } from './place-request'
import { checkPlaceRequest } from './check-run-request'
import { placeDone } from './place-done'

const host = moid('host-7')

test('a name that vSphere does not keep, a template that is to run, and a move to nowhere are refused before anything is sent', () => {
  const refused: PlaceRequest[] = [
    { verb: 'clone', name: ' ' },
    { verb: 'clone', name: 'x'.repeat(81) },
    { verb: 'clone', name: 'web-02', template: true, powerOn: true },
    { verb: 'migrate', priority: 'defaultPriority' },
    { verb: 'relocate' },
  ]
  for (const request of refused) expect(checkPlaceRequest(request).ok).toBe(false)
  const fine: PlaceRequest[] = [
    { verb: 'clone', name: '50% a/b "x"', powerOn: true },
    { verb: 'migrate', host },
    { verb: 'migrate', pool: moid('pool-1') },
    { verb: 'relocate', datastore: moid('ds-1') },
    { verb: 'moveToPool', pool: moid('pool-1') },
  ]
  for (const request of fine) expect(checkPlaceRequest(request)).toEqual({ ok: true })
})

test('what was asked for reads as one line, with the places as they were called', () => {
  expect(placeRest({ verb: 'clone', name: 'web-02', hostName: 'esx-02', datastoreName: 'san-01' })).toBe(
    ' as "web-02" to esx-02 and san-01',
  )
  expect(placeRest({ verb: 'clone', name: 'gold', template: true })).toBe(' as "gold", a template')
  expect(placeRest({ verb: 'markAsTemplate' })).toBe('')
  expect(placeDone({ verb: 'migrate', host, hostName: 'esx-02' })).toBe('The VM was migrated to esx-02.')
  expect(placeDone({ verb: 'relocate', datastore: moid('ds-1') })).toBe('The VM was moved.')
})
