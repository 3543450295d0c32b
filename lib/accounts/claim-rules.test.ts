import { describe, expect, test } from 'vitest'
import { claimsLookedAt, parseClaimRules, standingBy } from './claim-rules'

describe('a rule', () => {
  test.each([
    ['admin: groups=vm-admins', { role: 'admin', claim: 'groups', value: 'vm-admins' }],
    ['  Viewer :  department = IT ', { role: 'viewer', claim: 'department', value: 'IT' }],
    ['operator at esx-lab: g=a', { role: 'operator', connections: ['esx-lab'], claim: 'g', value: 'a' }],
    [
      'operator at esx lab, "a: b" : g=a',
      { role: 'operator', connections: ['esx lab', 'a: b'], claim: 'g', value: 'a' },
    ],
    [
      'admin: groups=CN=VM Admins,OU=Groups,DC=corp',
      { role: 'admin', claim: 'groups', value: 'CN=VM Admins,OU=Groups,DC=corp' },
    ],
    [
      'admin: "https://corp.example/groups"="a; b"',
      { role: 'admin', claim: 'https://corp.example/groups', value: 'a; b' },
    ],
    ['viewer: g="say \\"a\\""', { role: 'viewer', claim: 'g', value: 'say "a"' }],
  ])('%s is read', (text, rule) => expect(parseClaimRules(text)).toEqual({ rules: [rule], mistakes: [] }))

  test('stands on a line, or before a semicolon', () => {
    expect(parseClaimRules('\nadmin: g=a;viewer: g=b\n\noperator: g=c;').rules).toHaveLength(3)
  })

  test.each([
    'admin',
    'admin: groups',
    'admin: =a',
    'admin: groups=',
    'root: g=a',
    'admin at lab: g=a',
    'operator at: g=a',
    'operator lab: g=a',
    'operator at a,,b: g=a',
    'viewer: g="a',
    'viewer: g="a"b',
    '[{"role":"admin"}]',
    '',
    ' ; \n',
  ])('%j is refused in a sentence', (text) => {
    const { rules, mistakes } = parseClaimRules(text)
    expect(rules).toEqual([])
    expect(mistakes.length).toBeGreaterThan(0)
    for (const mistake of mistakes) expect(mistake).toMatch(/\.$/)
  })
})

describe('somebody', () => {
  const { rules } = parseClaimRules(`
    viewer: groups=staff
    operator at lab: groups=lab-operators
    operator at north: groups=north-operators
    operator: groups=all-operators
    admin: realm_access.roles=admins
    viewer: verified=true`)
  const is = (claims: Record<string, unknown>) => standingBy(rules, claims)

  test('is what the highest role says, whatever the order of rules', () => {
    expect(is({ groups: ['staff'] })).toEqual({ role: 'viewer' })
    expect(is({ groups: ['staff', 'lab-operators'] })).toEqual({ role: 'operator', connections: ['lab'] })
    expect(is({ groups: ['staff'], realm_access: { roles: ['admins'] } })).toEqual({ role: 'admin' })
  })
  test('has the connections of all rules of that role', () => {
    expect(is({ groups: ['lab-operators', 'north-operators'] })).toEqual({
      role: 'operator',
      connections: ['lab', 'north'],
    })
    expect(is({ groups: ['lab-operators', 'all-operators'] })).toEqual({ role: 'operator' })
  })
  test('is told by a text, a list, a number or a yes', () => {
    expect(is({ groups: 'staff' })).toEqual({ role: 'viewer' })
    expect(is({ verified: true })).toEqual({ role: 'viewer' })
    expect(is({ 'realm_access.roles': 'admins' })).toEqual({ role: 'admin' })
  })
  test.each([
    {},
    { groups: ['Staff'] },
    { groups: ['staff '] },
    { groups: 'staff,admins' },
    { groups: [['staff']] },
    { groups: { 0: 'staff' } },
    { groups: null },
    { verified: false },
    { realm_access: 'admins' },
    { realm_access: { roles: { length: 1 } } },
    JSON.parse('{"__proto__": {"groups": "staff"}}') as object,
  ])('is nobody here: %j', (claims) => expect(is({ ...claims })).toBeUndefined())

  test('is told which claims count', () => {
    expect(claimsLookedAt(rules)).toEqual(['groups', 'realm_access.roles', 'verified'])
  })
})
