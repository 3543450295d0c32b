import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import type { StoredRule } from '@/lib/rules/rule'
import { connectionId, ruleId } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider, type Account } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aQuestion, aVm, tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { draftOfQuestion, draftOfRule, emptyDraft, inputOf, problemsOf } from './draft'
import { RuleEditor, type Edited } from './rule-editor'
import { ruleWarnings } from './rule-warnings'
import { Rules, switchWords } from './rules'
import { wouldDecide } from './would-decide'

const now = Date.parse('2026-11-22T10:06:00Z')
const rule = (name: string, more: Partial<StoredRule> = {}): StoredRule => ({
  id: ruleId(name),
  name,
  note: '',
  asks: { by: 'messageId', id: 'msg.serial.file.open' },
  origins: ['own run'],
  gives: { do: 'person' },
  setBy: 'm.okafor',
  setAt: '2026-11-12T10:00:00Z',
  ...more,
})
const append = rule('Agents append', {
  connections: [connectionId('c1')],
  vms: ['build*'],
  gives: { do: 'answer', label: 'button.serial.file.append' },
})
const [web, build] = [aVm('web'), aVm('build-7')]
const asksWeb = aQuestion(web)
const asksBuild = aQuestion(build)

type Shown = { rules?: StoredRule[]; account?: Partial<Account>; edited?: Edited; actions?: Partial<ConsoleActions> }

function show({ rules = [rule('Never: files'), append], account, edited, actions }: Shown = {}) {
  const tables = tablesOf({
    connections: [aConnection('c1'), aConnection('c2')],
    vms: [web, build],
    questions: [asksWeb, asksBuild],
  })
  const readRules = vi.fn(() => Promise.resolve(ok({ rules })))
  render(
    <ConsoleActionsProvider actions={fixtureActions({ readRules, ...actions })}>
      <AccountProvider account={{ name: 'm.okafor', role: 'admin', ...account }}>
        <FixtureLive feed={fixtureFeed(tables, now)}>
          <ConfirmProvider>{edited ? <RuleEditor edited={edited} /> : <Rules />}</ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return userEvent.setup()
}

const lines = async () =>
  within(await screen.findByRole('list', { name: 'Rules in their order' })).getAllByRole('listitem')

test('the rules are read in their order, each as a sentence, and the switch comes last', async () => {
  show()
  const [first, second, last] = await lines()
  expect(first?.textContent).toContain(
    "When a serial port's output file exists (msg.serial.file.open), at all connections, in tasks started from Andon.",
  )
  expect(second?.textContent).toContain('at esx-c1, for VMs named build*, in tasks started from Andon.')
  expect(second?.textContent).toContain('Never decides: rule 1 comes first for every question that fits.')
  expect(last?.textContent).toContain('Off everywhere: the task is cancelled and the question is shown as an error.')
})

test('of many rules each is a line, which opens in its place', async () => {
  const rules = Array.from({ length: 13 }, (_, at) => rule(`Rule ${at + 1}`))
  const user = show({ rules })
  const [first] = await lines()
  if (!first) throw new Error('there are thirteen')
  const inIt = within(first)
  expect(first.textContent).toContain("When a serial port's output file exists")
  const by = inIt.getByText(/^m\.okafor, 12 Nov 2026/)
  expect(by.closest('[hidden]')).toBeTruthy()
  await user.click(inIt.getByRole('button', { name: 'Rule 1', expanded: false }))
  expect(by.closest('[hidden]')).toBeNull()
  await user.click(inIt.getByRole('button', { name: 'Rule 1', expanded: true }))
  expect(by.closest('[hidden]')).toBeTruthy()
})

test.each<[string, Partial<Account>, string]>([
  ['a viewer', { role: 'viewer' }, 'Only an administrator changes rules.'],
  ['an operator', { role: 'operator' }, 'Only an administrator changes rules.'],
  ['who is limited to some connections', { limited: true }, 'Your account is limited to some connections'],
])('%s reads them, and why they cannot be changed', async (_who, account, why) => {
  show({ account })
  expect(await lines()).toHaveLength(3)
  expect(screen.queryAllByRole('button')).toEqual([])
  expect(screen.queryByRole('link', { name: 'New rule' })).toBeNull()
  expect(screen.getByText(new RegExp(why))).toBeTruthy()
})

test('a rule is moved by its buttons, which name it, and removed after a question', async () => {
  const moveRule = vi.fn(() => Promise.resolve(ok(null)))
  const removeRule = vi.fn(() => Promise.resolve(ok(null)))
  const user = show({ actions: { moveRule, removeRule } })
  const top = await screen.findByRole('button', { name: "Move 'Never: files' up" })
  expect(top.getAttribute('aria-disabled')).toBe('true')
  await user.click(screen.getByRole('button', { name: "Move 'Agents append' up" }))
  expect(moveRule).toHaveBeenCalledExactlyOnceWith(append.id, 'up')
  expect(document.activeElement?.getAttribute('aria-label')).toBe("Move 'Agents append' up")
  await user.click(screen.getByRole('button', { name: "More for 'Agents append'" }))
  await user.click(screen.getByRole('menuitem', { name: 'Remove' }))
  expect(removeRule).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  expect(removeRule).toHaveBeenCalledExactlyOnceWith(append.id)
})

test('made of a question: as narrow as that, with what it would decide beside it', async () => {
  const addRule = vi.fn<ConsoleActions['addRule']>(() => Promise.resolve(ok({ rule: ruleId('x') })))
  const user = show({ rules: [], edited: { question: asksBuild.key }, actions: { addRule } })
  expect(await screen.findByRole('list', { name: 'Questions that it fits' })).toBeTruthy()
  expect(screen.getByText(/for VMs named/).textContent).toBe(
    "When a serial port's output file exists (msg.serial.file.open), at esx-c1, for VMs named build-7, without a task behind it: answer Append.",
  )
  const names = screen.getByLabelText('VM names')
  await user.clear(names)
  expect(within(screen.getByRole('list', { name: 'Questions that it fits' })).getAllByRole('listitem')).toHaveLength(2)
  await user.type(names, 'build*')
  await user.click(screen.getByRole('button', { name: 'Save as dry run' }))
  expect(addRule).toHaveBeenCalledExactlyOnceWith(
    {
      name: "A serial port's output file exists",
      note: '',
      asks: { by: 'messageId', id: 'msg.serial.file.open' },
      connections: ['c1'],
      vms: ['build*'],
      origins: ['no task'],
      gives: { do: 'answer', label: 'Append' },
      dryRun: true,
    },
    undefined,
  )
})

test('what is not fit is said in place, nothing is sent, and everything typed stays', async () => {
  const addRule = vi.fn<ConsoleActions['addRule']>(() =>
    Promise.resolve(failed({ blame: 'ours', code: 'name-taken', sentence: "There is a rule called 'x' already." })),
  )
  const user = show({ edited: { question: undefined }, actions: { addRule } })
  await user.click(await screen.findByRole('button', { name: 'Save and use' }))
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
    'Give the rule a name.',
    'Enter the message id.',
  ])
  expect(addRule).not.toHaveBeenCalled()
  await user.type(screen.getByLabelText('Name'), 'x')
  await user.selectOptions(screen.getByLabelText('How the question is recognised'), 'Text contains')
  await user.type(screen.getByLabelText('Part of the text'), 'locked * door')
  await user.click(screen.getByRole('button', { name: 'Save and use' }))
  expect((await screen.findByRole('alert')).textContent).toContain("There is a rule called 'x' already.")
  expect(screen.getByLabelText('Part of the text')).toHaveProperty('value', 'locked * door')
})

test('a draft says what a stored rule says, and what is to be mended', () => {
  const stored = rule('x', { until: '2026-12-24T12:00:00.000Z', suggested: true, vms: ['a*', 'b?'], note: 'why' })
  const { id: _id, setBy: _by, setAt: _at, ...input } = stored
  expect(inputOf(draftOfRule(stored), now)).toEqual(input)
  const problem = (changes: object) => Object.keys(problemsOf({ ...emptyDraft, name: 'x', id: 'y', ...changes }, now))
  expect(problem({})).toEqual([])
  expect(problem({ gives: 'cancel', origins: ['own run', 'no task'] })).toEqual(['gives'])
  expect(problem({ gives: 'answer' })).toEqual(['gives'])
  expect(problem({ origins: [] })).toEqual(['origins'])
  expect(problem({ end: 'date', date: '2026-11-01' })).toEqual(['date'])
  expect(problem({ end: 'date', date: '' })).toEqual(['date'])
  expect(problem({ vms: '*'.repeat(301) })).toEqual(['vms'])
  const losing = { ...asksWeb, question: { ...asksWeb.question, defaultIndex: 1 } }
  expect(draftOfQuestion(losing)).toMatchObject({ gives: 'person', label: '' })
})

test('what a rule would decide is what decides about live questions, dry run or not', () => {
  const at = new Date(now).toISOString()
  const task = { key: 'c1/t' as never, label: 'Power on', cancelable: false }
  const own = [asksWeb, asksBuild].map((one) => ({ ...one, task, run: 'r' as never }))
  const found = (one: StoredRule, rules: StoredRule[], place: number) =>
    wouldDecide(one, { rules, place }, own, at).map(({ question, ...what }) => [question.vmName, what])
  expect(found({ ...append, dryRun: true }, [], 0)).toMatchObject([
    ['build-7', { at: 'answer', choice: { label: 'Append' } }],
  ])
  const never = rule('Never: files', { vms: ['build-7'] })
  expect(found(append, [never], 1)).toEqual([['build-7', { at: 'behind', rule: 'Never: files' }]])
  expect(found(append, [append, never], 0)).toMatchObject([['build-7', { at: 'answer', choice: { label: 'Append' } }]])
  expect(found(rule('x', { gives: { do: 'answer', label: 'Frob' } }), [], 0).map(([, what]) => what)).toEqual([
    { at: 'not-offered' },
    { at: 'not-offered' },
  ])
})

test('the editor says of a rule that contradicts one before it that it never decides', async () => {
  const never = rule('Never: files')
  const late = rule('Agents append', { gives: { do: 'answer', label: 'Append' }, vms: ['build*'] })
  show({ rules: [never, late], edited: { rule: late.id } })
  expect(await screen.findByText(/^Never decides: rule 1 comes first for every question that fits\./)).toBeTruthy()
})

test('a rule whose answer is not offered says at which connection, and who waits', () => {
  const state = { at: 'waiting', why: { why: 'rule-not-offered', rule: 'x' } } as const
  const frob = rule('x', { gives: { do: 'answer', label: 'Frob' } })
  const options = { nameOf: () => 'esx-c1', now }
  expect(ruleWarnings([frob], 0, [{ ...asksWeb, state }], options)).toEqual([
    "esx-c1 offers 'Append', 'Replace' and 'Cancel', but no 'Frob': the question of web waits for a person.",
  ])
  expect(
    ruleWarnings(
      [frob],
      0,
      [
        { ...asksWeb, state },
        { ...asksBuild, state },
      ],
      options,
    )[0],
  ).toContain('the questions of web and 1 more wait for a person.')
  expect(ruleWarnings([frob], 0, [asksWeb], options)).toEqual([])
})

test('where the switch is on, and where it is off', () => {
  const [a, b] = [aConnection('a'), aConnection('b')]
  const on = { ...b, autoAnswer: { ...b.autoAnswer, on: true } }
  expect(switchWords([a, on], 0)).toBe(
    "On at 1 of 2: the host's default is applied. Off at esx-a: the task is cancelled and the question is shown as an error.",
  )
  expect(switchWords([on], 0)).toBe("On everywhere: the host's default is applied.")
})
