import { beforeEach, describe, expect, test } from 'vitest'
import { problemsOfValue } from '../testing/conformance'
import { refusal, testWorld, type TestWorld } from '../testing/test-world'
import { findMethod } from '../vim25/schema'
import type { DataObject, Ref } from '../vim25/value'

let at: TestWorld
let browser: Ref
beforeEach(() => {
  at = testWorld({ preset: 'demo' })
  browser = at.prop(at.named('VirtualMachine', 'sap-hana'), 'environmentBrowser') as Ref // every VM has one
})

const query = (spec: DataObject) => at.call('QueryConfigOptionEx', browser, { spec }) as Promise<DataObject>
const guests = (option: DataObject) => option['guestOSDescriptor'] as DataObject[]

describe('what a host can run', () => {
  test.each(['QueryConfigOption', 'QueryConfigOptionEx', 'QueryConfigOptionDescriptor'])(
    '%s answers in the types of vim25',
    async (method) => {
      const declared = findMethod('EnvironmentBrowser', method)?.result
      expect(declared).toBeDefined()
      expect(declared && problemsOfValue(await at.call(method, browser, {}), declared)).toEqual([])
    },
  )

  test('the guests asked for, or all of them', async () => {
    expect(guests(await query({ guestId: ['sles15_64Guest', 'noSuchGuest'] })).map(({ id }) => id)).toEqual([
      'sles15_64Guest',
    ])
    expect(guests(await query({})).length).toBeGreaterThan(10)
  })

  test('a 64-bit guest needs long mode, and a 32-bit one is not shown it', async () => {
    const mask = async (id: string) =>
      (guests(await query({ guestId: [id] }))[0]?.['cpuFeatureMask'] as DataObject[] | undefined)?.[0]
    expect(await mask('sles15_64Guest')).toEqual({ level: -2147483647, edx: '--T-:----:---H:----:----:----:----:----' })
    expect(await mask('winNetStandardGuest')).toMatchObject({ edx: '--0-:----:---H:----:----:----:----:----' })
  })

  test('the version asked for, the newest without one, and none that there is not', async () => {
    expect(await query({ key: 'vmx-08' })).toMatchObject({ version: 'vmx-08' })
    expect(await query({})).toMatchObject({ version: 'vmx-21' })
    expect(await refusal(query({ key: 'vmx-99' }))).toBe('InvalidArgument')
  })
})
