import { describe, expect, test } from 'vitest'
import { choosePlace, placeOf, storageControllers } from './controllers'
import { controller, disk, ide } from './testing/devices'

const scsi = controller(1000, 'VirtualLsiLogicController', 0)
const fillScsi = (count: number) =>
  Array.from({ length: 16 }, (_, unit) => unit)
    .filter((unit) => unit !== 7)
    .slice(0, count)

describe('where a disk hangs', () => {
  test('is said by bus, controller and unit', () => {
    const devices = [
      ide,
      scsi,
      controller(1001, 'ParaVirtualSCSIController', 1),
      disk(2019, { controller: 1001, unit: 3 }),
    ]
    expect(devices.map((device) => placeOf(device, devices))).toEqual([undefined, undefined, undefined, 'SCSI 1:3'])
    expect(placeOf(disk(1, { controller: 4711, unit: 0 }), devices)).toBeUndefined()
  })

  test('the first free place is taken, and unit 7 of SCSI never', () => {
    const devices = [ide, scsi, ...fillScsi(7).map((unit) => disk(2000 + unit, { unit }))]
    expect(choosePlace(undefined, devices, 'vmx-19')).toEqual({ ok: true, at: { key: 1000 }, unit: 8 })
    expect(choosePlace({ controller: 1000, unit: 7 }, devices, 'vmx-19')).toMatchObject({
      because: 'Unit 7 of a SCSI controller is the controller itself.',
    })
    expect(choosePlace({ controller: 1000, unit: 3 }, devices, 'vmx-19')).toMatchObject({ ok: false })
    // A host says which place the controller takes, where it is another one.
    const odd = { ...scsi, ownUnit: 0 }
    expect(choosePlace(undefined, [odd], 'vmx-19')).toEqual({ ok: true, at: { key: 1000 }, unit: 1 })
  })

  test('a full controller makes room for a new one of its kind, until its bus is full', () => {
    const full = (key: number, bus: number) => [
      controller(key, 'ParaVirtualSCSIController', bus),
      ...fillScsi(15).map((unit) => disk(key * 2 + unit, { controller: key, unit })),
    ]
    const old = 'vmx-13'
    expect(choosePlace(undefined, [ide, ...full(1000, 0)], old)).toEqual({
      ok: true,
      at: { new: 'ParaVirtualSCSIController', number: 1 },
      unit: 0,
    })
    // From version 14 on a paravirtual controller has 64 places.
    expect(choosePlace(undefined, full(1000, 0), 'vmx-14')).toMatchObject({ at: { key: 1000 }, unit: 16 })
    const allFull = [0, 1, 2, 3].flatMap((at) => full(1000 + at, at))
    expect(choosePlace(undefined, allFull, old)).toEqual({
      ok: false,
      because: 'No place is free at any controller of this VM.',
    })
    // The two places that each IDE controller has are the last that is thought of.
    expect(choosePlace(undefined, [ide, ...allFull], old)).toEqual({ ok: true, at: { key: 200 }, unit: 0 })
    expect(choosePlace({ newController: 'VirtualLsiLogicController' }, allFull, old)).toMatchObject({
      because: 'A VM has 4 SCSI controllers at most.',
    })
  })

  test('a controller that has gone since is said to be gone, one of no bus is none', () => {
    expect(choosePlace({ controller: 1001 }, [scsi], 'vmx-19')).toMatchObject({ ok: false })
    expect(storageControllers([controller(100, 'VirtualPCIController', 0)], 'vmx-19')).toEqual([])
    expect(choosePlace({ newController: 'VirtualIDEController' }, [scsi], 'vmx-19')).toMatchObject({ ok: false })
    const numbers = [controller(31_001, 'VirtualNVMEController', 1)]
    expect(choosePlace({ newController: 'VirtualNVMEController' }, numbers, 'vmx-19')).toMatchObject({
      at: { new: 'VirtualNVMEController', number: 0 },
    })
  })
})
