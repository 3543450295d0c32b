import { describe, expect, it } from 'vitest'
import { vmsInput } from './entry'
import { historyFilterInput } from './history'
import { runRequestInput } from './run-input'
import { connectionInput } from './settings-input'
import { displayTermsInput } from './tokens-input'

describe('what browsers send', () => {
  it('a display that would be read from too far is refused, with both ways out', () => {
    const sent = (metres: number) =>
      displayTermsInput.safeParse({ idleDays: 90, seat: { inches: 65, metres }, isMasked: true })
    expect(sent(65 / 9).success).toBe(true)
    expect(sent(7.3).error?.issues.map(({ message }) => message)).toEqual([
      'Too far: sit closer than 7.2 m or use a screen of 66 inches.',
    ])
    expect(sent(Number.NaN).success).toBe(false)
  })

  it.each([
    { verb: 'powerOn' },
    { verb: 'createSnapshot', name: 'before', description: '', memory: true, quiesce: false },
    { verb: 'reconfigure', memoryMiB: 4096, cpuCount: undefined },
    { verb: 'rename', newName: 'R&D <lab>' },
  ])('is taken as a request: %j', (request) => expect(runRequestInput.safeParse(request).success).toBe(true))

  it.each([
    null,
    'powerOn',
    { verb: 'destroy' },
    { verb: 'powerOn', force: true },
    { verb: 'createSnapshot', name: 'before' },
    { verb: 'createSnapshot', name: 'x'.repeat(241), description: '', memory: true, quiesce: false },
    { verb: 'reconfigure', memoryMiB: -1 },
    { verb: 'reconfigure', memoryMiB: 1.5 },
    { verb: 'reconfigure', cpuCount: '4' },
    { verb: 'rename', newName: '' },
  ])('is refused as a request: %j', (request) => expect(runRequestInput.safeParse(request).success).toBe(false))

  it('drops fields that are there and undefined, so that they never overwrite anything', () => {
    expect(runRequestInput.parse({ verb: 'reconfigure', memoryMiB: undefined })).toEqual({ verb: 'reconfigure' })
    expect(historyFilterInput.parse({ vm: undefined, limit: 5 })).toEqual({ limit: 5 })
  })
  it('is refused as a connection with an unknown trust or a field too many', () => {
    const form = { name: 'a', address: 'h', user: 'root', trust: { kind: 'system' }, autoAnswer: false }
    expect(connectionInput.safeParse(form).success).toBe(true)
    expect(connectionInput.safeParse({ ...form, trust: { kind: 'everything' } }).success).toBe(false)
    expect(connectionInput.safeParse({ ...form, id: 'x' }).success).toBe(false)
  })
  it('is refused as an empty or endless list of VMs', () => {
    expect(vmsInput.safeParse([]).success).toBe(false)
    expect(vmsInput.safeParse(Array(10_001).fill('c/1')).success).toBe(false)
    expect(vmsInput.safeParse(['c/1']).success).toBe(true)
  })
})
