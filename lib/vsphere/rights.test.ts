import { expect, test } from 'vitest'
import { neededPrivileges } from './privileges'
import { accountSummary } from './account-summary'
import { lacksSentence, missingPrivileges } from './rights'

const powerOn = 'VirtualMachine.Interact.PowerOn'
const answer = 'VirtualMachine.Interact.AnswerQuestion'
const lacks = { '-1': [], '5': [powerOn, answer], '6': [answer], '7': [powerOn] }

test('what is missing with several roles is what all of them lack', () => {
  expect(missingPrivileges([-1], { lacks })).toEqual([])
  expect(missingPrivileges([5], { lacks })).toEqual([powerOn, answer])
  expect(missingPrivileges([5, 6], { lacks })).toEqual([answer])
  expect(missingPrivileges([6, 7], { lacks })).toEqual([])
  expect(missingPrivileges([5, -1], { lacks })).toEqual([])
})

test('without roles, or with a role that nobody describes, nothing is known to be missing', () => {
  expect(missingPrivileges(undefined, { lacks })).toBeUndefined()
  expect(missingPrivileges([], { lacks })).toBeUndefined()
  expect(missingPrivileges([5], undefined)).toBeUndefined()
  expect(missingPrivileges([5, 99], { lacks })).toBeUndefined()
  expect(missingPrivileges([99, 5], { lacks })).toBeUndefined()
})

test('the sentence names the account and the privilege', () => {
  expect(lacksSentence(powerOn, 'esx-01')).toBe(`Andon’s account at esx-01 lacks ${powerOn}.`)
})

test('an account is summed up by what it may do with the VMs', () => {
  const onVms = neededPrivileges.filter(({ on }) => on === 'VirtualMachine').map(({ privilege }) => privilege)
  const summary = (known: number, missing: Record<string, number>) => accountSummary({ lacks, vms: { known, missing } })
  const all = (but: string[]) => Object.fromEntries(onVms.filter((one) => !but.includes(one)).map((one) => [one, 4]))
  expect(summary(0, {})).toBeUndefined()
  expect(summary(4, {})).toEqual({ may: 'all' })
  expect(summary(4, all(['System.Read']))).toEqual({ may: 'look' })
  expect(summary(4, all(['System.Read', answer]))).toEqual({ may: 'answer' })
  expect(summary(4, { [powerOn]: 3 })).toEqual({
    may: 'some',
    missing: [{ what: 'Power on, resume', privilege: powerOn, vms: 3 }],
  })
})
