import { expect, test } from 'vitest'
import { verbConfirm } from './verb-confirm'

const one = [{ name: 'db/primary' }]
const two = [...one, { name: 'café-01' }]

test('what can lose data is destructive and names its object', () => {
  expect(verbConfirm('powerOff', one)).toMatchObject({
    title: 'Power off: db/primary',
    verb: 'Power off',
    tone: 'destructive',
  })
  expect(verbConfirm('reset', two)).toMatchObject({ title: 'Reset 2 VMs', verb: 'Reset 2 VMs', tone: 'destructive' })
})

test('what ends the services of a guest is asked, without calling it destructive', () => {
  expect(verbConfirm('shutdownGuest', one)?.tone).toBe('plain')
})

test('what loses nothing starts at once; suspending several is asked', () => {
  expect(verbConfirm('powerOn', two)).toBeUndefined()
  expect(verbConfirm('suspend', one)).toBeUndefined()
  expect(verbConfirm('suspend', two)?.effect).toContain('Nothing is lost')
  expect(verbConfirm('powerOff', [])).toBeUndefined()
})
