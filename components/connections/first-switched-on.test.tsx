import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import type { StoredRule } from '@/lib/rules/rule'
import { connectionId, moid, ruleId, vmKey } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { AutoAnswer } from './auto-answer'
import { ScopeProvider } from './scope'

const { autoAnswer } = aConnection('c1')
const never = { autoAnswer: { ...autoAnswer, neverOn: true } } as const

type Shown = { role?: Role; rules?: StoredRule[]; before?: boolean } & Partial<
  Pick<ConsoleActions, 'addRule' | 'readPastQuestions'>
>

async function press({ role = 'admin', rules = [], before = false, addRule, ...more }: Shown = {}) {
  const add = vi.fn<ConsoleActions['addRule']>(addRule ?? (() => Promise.resolve(ok({ rule: ruleId('r') }))))
  const setAutoAnswer = vi.fn<ConsoleActions['setAutoAnswer']>(() => Promise.resolve(ok(null)))
  const readRules = () => Promise.resolve(ok({ rules }))
  render(
    <ConsoleActionsProvider actions={fixtureActions({ addRule: add, setAutoAnswer, readRules, ...more })}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={fixtureFeed(tablesOf({ connections: [aConnection('c1', before ? {} : never)] }), 0)}>
          <ScopeProvider>
            <AutoAnswer />
          </ScopeProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  const user = userEvent.setup()
  await user.click(screen.getByRole('switch', { name: 'Auto-answer' }))
  return { user, add, setAutoAnswer }
}

test('nothing is ticked; what is ticked becomes a rule before the switch is on', async () => {
  const { user, add, setAutoAnswer } = await press()
  const boxes = await screen.findAllByRole('checkbox')
  expect(boxes).toHaveLength(5)
  expect(boxes.every((box) => !(box as HTMLInputElement).checked)).toBe(true) // all are inputs
  expect(screen.getByRole('button', { name: 'Switch on without rules' })).toBeTruthy()
  for (const box of boxes.slice(0, 2)) await user.click(box)
  expect(setAutoAnswer).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: 'Switch on with 2 rules' }))
  expect(add.mock.calls.map(([{ name, gives, suggested }]) => [name, gives.do, suggested])).toEqual([
    ['Never: out of space', 'person', true],
    ['Never: moved or copied', 'person', true],
  ])
  expect(setAutoAnswer).toHaveBeenCalledExactlyOnceWith('c1', true)
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('each says how often it was asked here, once the record is known', async () => {
  const question = {
    seq: 1,
    raisedAt: '2026-11-21T10:00:00Z',
    connection: connectionId('c1'),
    vm: vmKey(connectionId('c1'), moid('7')),
    vmName: 'web',
    origin: 'own run',
    asked: 0,
    text: 'There is no more space.',
    got: { is: 'waiting' },
  } as const
  const page = {
    since: '2026-10-23T10:00:00Z',
    asked: [{ messageId: 'msg.hbacommon.OUTOFSPACE', choices: [] }],
    questions: [question, { ...question, seq: 2 }],
  }
  await press({ readPastQuestions: () => Promise.resolve(ok(page)) })
  const first = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent)
  expect(first[0]).toContain('Asked 2 times here in 30 days.')
  expect(first[1]).toContain('Not asked here in 30 days.')
})

test('left off, nothing is set', async () => {
  const { user, add, setAutoAnswer } = await press()
  await user.click(await screen.findByRole('button', { name: 'Leave it off' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect([add.mock.calls, setAutoAnswer.mock.calls]).toEqual([[], []])
})

test('a rule that is refused leaves the switch off, and says why', async () => {
  const refused = failed({ blame: 'ours', code: 'too-many', sentence: 'There are 200 rules already.' })
  const { user, setAutoAnswer } = await press({ addRule: () => Promise.resolve(refused) })
  await user.click((await screen.findAllByRole('checkbox'))[0] as HTMLElement) // five of them
  await user.click(screen.getByRole('button', { name: 'Switch on with 1 rule' }))
  expect((await screen.findByRole('alert')).textContent).toContain('There are 200 rules already.')
  expect(setAutoAnswer).not.toHaveBeenCalled()
})

test('an operator makes no rules, reads them all the same, and may switch on', async () => {
  const { user, setAutoAnswer } = await press({ role: 'operator' })
  expect(await screen.findByText('Never: lock lost')).toBeTruthy()
  expect(screen.queryAllByRole('checkbox')).toEqual([])
  expect(screen.getByText(/^Only an administrator changes rules\./)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Switch on without rules' }))
  expect(setAutoAnswer).toHaveBeenCalledExactlyOnceWith('c1', true)
})

test('one that was on before is switched at once', async () => {
  const { setAutoAnswer } = await press({ before: true })
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(setAutoAnswer).toHaveBeenCalledExactlyOnceWith('c1', true)
})

test('what a rule keeps for a person everywhere is not offered again', async () => {
  const kept: StoredRule = {
    id: ruleId('k'),
    name: 'Space',
    note: '',
    asks: { by: 'messageId', id: 'MSG.hbacommon.outofspace' },
    origins: ['own run'],
    gives: { do: 'person' },
    setBy: 'ada',
    setAt: '2026-11-22T10:00:00Z',
  }
  await press({ rules: [kept] })
  expect((await screen.findAllByRole('listitem')).map((line) => line.querySelector('strong')?.textContent)).toEqual([
    'Never: moved or copied',
    'Never: duplicate UUID',
    'Never: lock lost',
    'Never: corrupt redo log',
  ])
})
