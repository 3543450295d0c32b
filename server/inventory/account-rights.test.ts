import { describe, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { neededPrivileges } from '@/lib/vsphere/privileges'
import type { WireValue } from '../vsphere/wire-value'
import { KnownRoles, readEffectiveRole, readRoles } from './account-rights'

const all = neededPrivileges.map(({ privilege }) => privilege)
const powerOn = 'VirtualMachine.Interact.PowerOn'
const role = (roleId: number, privilege: readonly string[]) => ({ roleId, privilege: [...privilege] })
const roleList = [
  role(-1, all),
  role(
    5,
    all.filter((one) => one !== powerOn),
  ),
  role(-2, ['System.Read']),
]

describe('roles of an account', () => {
  test('each says which of the privileges that are used here it lacks; an odd one breaks no other', () => {
    const roles = readRoles([...roleList, { privilege: [powerOn] }, 'x'])
    expect(roles.get(-1)).toEqual([])
    expect(roles.get(5)).toEqual([powerOn])
    expect(roles.get(-2)).toHaveLength(all.length - 1)
    expect(readRoles(undefined).size).toBe(0)
  })

  test('a role or privilege that cannot be read may allow what the others do not: nothing is said to be lacking', () => {
    expect(readRoles([{ roleId: 5, privilege: [powerOn, 7] }]).has(5)).toBe(false)
    expect(readEffectiveRole([5, 'odd'])).toBeUndefined()
  })

  test('an object whose roles the server does not tell has unknown roles, not none', () => {
    expect(readEffectiveRole(undefined)).toBeUndefined()
    expect(readEffectiveRole([])).toBeUndefined()
    expect(readEffectiveRole('x')).toBeUndefined()
    expect(readEffectiveRole(-1)).toEqual([-1])
    expect(readEffectiveRole([5, 6])).toEqual([5, 6])
  })
})

function known(answers: (WireValue | Error)[], manager = true) {
  const clock = { ms: 0 }
  let reads = 0
  const roles = new KnownRoles({
    manager: () => (manager ? moRef('AuthorizationManager', 'ha-authmgr') : undefined),
    read: async () => {
      const answer = answers[Math.min(reads, answers.length - 1)]
      reads += 1
      if (answer instanceof Error) throw answer
      return answer
    },
    onChange: () => undefined,
    now: () => clock.ms,
  })
  return { roles, clock, reads: () => reads }
}

describe('what is known of the rights', () => {
  test('nothing before the roles were read, where they may not be read, or where there are none', async () => {
    const unread = known([new Error('no')])
    expect(unread.roles.missing([5])).toBeUndefined()
    await unread.roles.readAgain()
    expect(unread.roles.missing([5])).toBeUndefined()
    const none = known([roleList], false)
    await none.roles.readAgain()
    expect(none.roles.missing([5])).toBeUndefined()
    expect(none.roles.rights({ vms: new Map([['5', 1]]), datastores: new Map() })).toBeUndefined()
  })

  test('before something is refused by it, what is not fresh is read again', async () => {
    const { roles, clock, reads } = known([roleList, [role(5, all)]])
    await roles.readAgain()
    expect(await roles.missingNow([5])).toEqual([powerOn])
    clock.ms = 60_000
    expect(await roles.missingNow([-1])).toEqual([])
    expect(reads()).toBe(1)
    expect(await roles.missingNow([5])).toEqual([])
    expect(reads()).toBe(2)
  })

  test('what cannot be read again stays as it was known', async () => {
    const { roles } = known([roleList, new Error('no')])
    await roles.readAgain()
    await roles.readAgain()
    expect(roles.missing([5])).toEqual([powerOn])
  })

  test('screens get the roles that are used, and on how many VMs what is missing', async () => {
    const { roles } = known([roleList])
    await roles.readAgain()
    const vms = new Map([
      ['-1', 3],
      ['5', 2],
      ['99', 7],
    ])
    expect(roles.rights({ vms, datastores: new Map() })).toEqual({
      lacks: { '-1': [], '5': [powerOn] },
      vms: { known: 5, missing: { [powerOn]: 2 } },
    })
  })
})
