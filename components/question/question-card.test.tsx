import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { LiveTables, QuestionTask, QuestionView } from '@/lib/live/live-state'
import { ok, type Result } from '@/lib/result'
import { connectionId, moid, questionKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { fixtureActions, FixtureLive, fixtureFeed } from '../testing/fixture-live'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { router } from '../testing/navigation'
import { QuestionCard } from './question-card'

const serial = 'build|agent "7"'

function Shown({ name }: { name: string }) {
  const question = useLive((tables) => Object.values(tables.questions).find((q) => q.vmName === name))
  return question ? <QuestionCard question={question} /> : null
}

/** The account lacks these on the VM of this name. */
function withRights(tables: LiveTables, name: string, lacks: string[]): LiveTables {
  const vm = Object.values(tables.vms).find((one) => one.name === name)
  const connection = vm && tables.connections[vm.connection]
  if (!vm || !connection) throw new Error('no such VM')
  return {
    ...tables,
    vms: { ...tables.vms, [vm.key]: { ...vm, roles: [7] } },
    connections: {
      ...tables.connections,
      [connection.id]: { ...connection, rights: { lacks: { '7': lacks }, vms: { known: 1, missing: {} } } },
    },
  }
}

type SetUp = { name?: string; role?: Role; lacks?: string[]; answer?: () => Promise<Result<null>> }

function show({ name = serial, role = 'operator', lacks, answer = () => Promise.resolve(ok(null)) }: SetUp = {}) {
  const tables = lacks ? withRights(fixtureTables(), name, lacks) : fixtureTables()
  const feed = fixtureFeed(tables, fixtureNow)
  const answerQuestion = vi.fn<ConsoleActions['answerQuestion']>(answer)
  render(
    <ConsoleActionsProvider actions={fixtureActions({ answerQuestion })}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={feed}>
          <Shown name={name} />
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  const question = Object.values(tables.questions).find((q) => q.vmName === name)
  if (!question) throw new Error('no such question')
  const become = (state: QuestionView['state']) =>
    act(() => {
      const next: LiveTables = { ...tables, questions: { ...tables.questions, [question.key]: { ...question, state } } }
      feed.put(next)
    })
  return {
    user: userEvent.setup(),
    feed,
    question,
    answerQuestion,
    become,
    card: screen.getByRole('article', { name }),
  }
}

test('a card says what waits, since when, why, and what is known of each answer', () => {
  const { card } = show()
  expect(within(card).getByText('Waiting')).toBeTruthy()
  expect(within(card).getByText('06:18')).toBeTruthy()
  expect(within(card).getByText('waiting 6 minutes')).toBeTruthy()
  expect(within(card).getByText(/Serial port output file .* already exists/)).toBeTruthy()
  expect(within(card).getByText('msg.serial.file.open')).toBeTruthy()
  expect(
    within(card).getByText(/Auto-answer was off when this started\. Cancel requested; the host refused/),
  ).toBeTruthy()
  const answers = within(card).getByRole('group', { name: 'Answers' })
  expect(
    within(answers)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual([
    '1Appendkeeps what is in the fileDefault',
    '2Replaceerases the fileDestructive',
    '3Canceldoes not power on',
  ])
})

test('one press sends the key of the choice, not its place, and what was seen', async () => {
  const { user, question, answerQuestion } = show()
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  const { messageId, text, question: asked } = question
  const seen = { messageId, text, choices: asked.choices }
  expect(answerQuestion.mock.calls).toEqual([[question.key, '1', seen, undefined]])
  expect(screen.getByRole('status').textContent).toBe('Sending Append to the host')
})

test('a destructive answer asks first, in place, with focus on the way back', async () => {
  const { user, question, answerQuestion } = show()
  await user.click(screen.getByRole('button', { name: /^Replace/ }))
  expect(answerQuestion).not.toHaveBeenCalled()
  const asked = screen.getByRole('alertdialog', { name: 'Confirm Replace' })
  expect(within(asked).getByText('Replace erases serial0.log. This cannot be undone.')).toBeTruthy()
  expect(document.activeElement?.textContent).toBe('Keep waiting')

  await user.keyboard('{Escape}')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(answerQuestion).not.toHaveBeenCalled()

  await user.click(screen.getByRole('button', { name: /^Replace/ }))
  await user.click(screen.getByRole('button', { name: 'Answer Replace' }))
  expect(answerQuestion.mock.calls).toEqual([[question.key, '2', expect.anything(), true]])
})

test('a destructive answer that is being confirmed is forgotten when the host asks something else under the same id', async () => {
  const { user, feed, question, answerQuestion } = show()
  await user.click(screen.getByRole('button', { name: /^Replace/ }))
  expect(screen.getByRole('alertdialog')).toBeTruthy()
  const asked = { ...question.question, text: 'msg.serial.file.open:Another file "serial1.log" exists.' }
  const tables = fixtureTables()
  act(() => feed.put({ ...tables, questions: { [question.key]: { ...question, question: asked } } }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(answerQuestion).not.toHaveBeenCalled()
})

test('a press that comes twice sends once', async () => {
  const { card, answerQuestion } = show({ answer: () => new Promise(() => {}) })
  const append = within(card).getByRole('button', { name: /^Append/ })
  fireEvent.click(append)
  fireEvent.click(append)
  expect(answerQuestion).toHaveBeenCalledTimes(1)
})

test('keys 1 to 9 answer, d goes to the default without sending, Enter opens the run', async () => {
  const { user, card, question, answerQuestion } = show()
  act(() => card.focus())
  await user.keyboard('d')
  expect(document.activeElement?.textContent).toContain('Append')
  expect(answerQuestion).not.toHaveBeenCalled()

  act(() => card.focus())
  await user.keyboard('{Enter}')
  expect(router.push).toHaveBeenCalledWith('/runs/run-4176')

  await user.keyboard('2')
  expect(screen.getByRole('alertdialog')).toBeTruthy()
  expect(answerQuestion).not.toHaveBeenCalled()
  await user.keyboard('{Escape}')

  act(() => card.focus())
  await user.keyboard('9')
  expect(answerQuestion).not.toHaveBeenCalled()
  await user.keyboard('3')
  expect(answerQuestion.mock.calls).toEqual([[question.key, '3', expect.anything(), undefined]])
})

test('single keys that are switched off do nothing', async () => {
  localStorage.setItem('andon.single-keys', 'off')
  const { user, card, answerQuestion } = show()
  act(() => card.focus())
  await user.keyboard('1')
  expect(answerQuestion).not.toHaveBeenCalled()
})

test('an answer that was refused says why and can be given again', async () => {
  const error = {
    blame: 'ours',
    code: 'already-answered',
    sentence: "Already answered 'Append' by a.haddad.",
    at: new Date(2026, 10, 22, 14, 7, 2).toISOString(), // in the zone of who reads
  } as const
  const { user } = show({ answer: () => Promise.resolve({ ok: false, error }) })
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  expect(screen.getByRole('alert').textContent).toContain("Already answered 'Append' by a.haddad at 14:07:02.")
  expect(screen.getByRole('button', { name: /^Append/ })).toBeTruthy()
})

test('a request that never came back is an error too', async () => {
  const { user } = show({ answer: () => Promise.reject(new Error('Failed to fetch')) })
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  expect(screen.getByRole('alert').textContent).toContain('Andon did not answer.')
})

test('answered by somebody: the record stands where the buttons were, and the lamp is out', () => {
  const { become, card } = show()
  become({
    at: 'answered',
    by: { kind: 'person', name: 'd.ferreira' },
    answeredAt: new Date(fixtureNow).toISOString(),
    choiceKey: '1',
    isDefault: true,
    afterMs: 112_000,
  })
  expect(within(card).getByRole('status').textContent).toBe("Answered 'Append'by d.ferreira, after 01:52.")
  expect(within(card).queryByRole('group', { name: 'Answers' })).toBeNull()
  expect(within(card).getByText('Answered')).toBeTruthy()
})

/** "The task goes on." stood on every answer, also after Abort on a task that failed in that second. */
test('answered: the record says how the task really ended, and nothing until that is known', () => {
  const { feed, question, card } = show()
  const { task } = question
  if (!task) throw new Error('the fixture has one')
  const by = { kind: 'person', name: 'd.ferreira' } as const
  const state = { at: 'answered', by, answeredAt: '', choiceKey: '1', isDefault: true, afterMs: 112_000 } as const
  const told = (end: QuestionTask['end']) => {
    const tables = fixtureTables()
    const ended = { ...question, state, task: { ...task, ...withoutUndefined({ end }) } }
    act(() => feed.put({ ...tables, questions: { ...tables.questions, [question.key]: ended } }))
    return within(card).getByRole('status').textContent
  }
  expect(told(undefined)).toBe("Answered 'Append'by d.ferreira, after 01:52.")
  expect(told({ state: 'success' })).toMatch(/ after 01:52\. Power on succeeded\.$/)
  expect(told({ state: 'error', fault: 'No space left.' })).toMatch(/ Power on failed: No space left\.$/)
  expect(told({ state: 'error', fault: 'x', cancelled: true })).toMatch(/ Power on was cancelled\.$/)
})

test('a question that went away names nobody who is not known to have answered', () => {
  const { become, card } = show()
  const goneAt = new Date(fixtureNow).toISOString()
  const said = () => within(card).getByRole('status').textContent
  become({ at: 'gone', goneAt, known: 'unknown' })
  expect(said()).toBe('The question has goneIt went away. Who answered it, if anybody did, is not known.')
  const sent = { by: { kind: 'person', name: 'm.okafor' } as const, choiceKey: '1' }
  become({ at: 'gone', goneAt, known: 'own-answer-probable', sent })
  expect(said()).toMatch(/^Probably answered 'Append'The host did not reply to our answer/)
})

test('a question about missing space leads to the datastore, and says how much is free there', () => {
  const { feed, question, card } = show({ name: 'db/primary' })
  expect(within(card).queryByRole('link', { name: /free of/ })).toBeNull()
  const tables = fixtureTables()
  const [vm, datastore] = [tables.vms[question.vm], Object.values(tables.datastores)[0]]
  if (!vm || !datastore) throw new Error('the fixture has both')
  act(() =>
    feed.put({
      ...tables,
      vms: { ...tables.vms, [vm.key]: { ...vm, vmxPath: `[${datastore.storedName}] db/db.vmx` } },
      datastores: { [datastore.key]: { ...datastore, capacityBytes: 4 * 1024 ** 4, freeBytes: 0.4 * 1024 ** 3 } },
    }),
  )
  expect(within(card).getByRole('link', { name: 'nfs-fra-1: 409.6 MB free of 4.0 TB' }).getAttribute('href')).toBe(
    `/datastores/${datastore.key}`,
  )
})

test('an answer that a silent host has not confirmed is still on its way, and says so until it is known', async () => {
  const error = { blame: 'wire', code: 'no-reply-yet', sentence: 'Sent. The host has not replied yet.' } as const
  const { user, become, question } = show({ answer: () => Promise.resolve({ ok: false, error }) })
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  expect(screen.getByRole('status').textContent).toBe(
    'Sending Append to the host. It has not replied yet: nothing needs to be pressed again.',
  )
  expect(screen.queryByRole('button', { name: /^Append/ })).toBeNull()
  become({ at: 'sending', choiceKey: '1', by: { kind: 'person', name: 'm.okafor' } })
  become({
    ...question.state,
    at: 'waiting',
    why: { why: 'person-failed', by: 'm.okafor', detail: 'No reply for 30 s' },
  })
  expect(screen.queryByRole('alert')).toBeNull()
  expect(
    screen.getByText(
      'm.okafor answered, and the answer did not get through: No reply for 30 s. It waits for a person.',
    ),
  ).toBeTruthy()
  expect(screen.getByRole('button', { name: /^Append/ }).getAttribute('aria-disabled')).toBeNull()
})

test('an answer that the host did not take brings the buttons back', async () => {
  const { user, become, question } = show()
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  become({ at: 'sending', choiceKey: '1', by: { kind: 'person', name: 'm.okafor' } })
  become(question.state)
  expect(screen.getByRole('button', { name: /^Append/ })).toBeTruthy()
})

/** The next question of the same VM used to say that the answer to the one before was on its way, for ever. */
test('the next question of a VM has its own buttons, whatever was pressed at the one before', async () => {
  const { user, feed, question } = show()
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  const key = questionKey(connectionId(question.connection), moid('vm'), 'the next')
  act(() => feed.put({ ...fixtureTables(), questions: { [key]: { ...question, key } } }))
  expect(screen.getByRole('button', { name: /^Append/ })).toBeTruthy()
  expect(screen.queryByText(/^Sending/)).toBeNull()
})

test('a viewer sees every answer and why none can be given', async () => {
  const { user, answerQuestion } = show({ role: 'viewer' })
  const append = screen.getByRole('button', { name: /^Append/ })
  expect(append.getAttribute('aria-disabled')).toBe('true')
  expect(append.hasAttribute('disabled')).toBe(false)
  const reason = document.getElementById(append.getAttribute('aria-describedby') ?? '')
  expect(reason?.textContent).toBe('Your account may not answer questions at esx-edge-07.')
  await user.click(append)
  expect(answerQuestion).not.toHaveBeenCalled()
})

test('old data cannot be answered, and its age stands still', () => {
  const { feed } = show()
  act(() => feed.pass(60_000))
  expect(screen.getByRole('button', { name: /^Append/ }).getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText('06:18')).toBeTruthy()
})

test('an overdue question says so in a word and counts on', () => {
  const { feed, card } = show({ name: 'db/primary' })
  expect(within(card).getByText('Overdue')).toBeTruthy()
  act(() => feed.pass(2000))
  expect(within(card).getByText('12:43')).toBeTruthy()
  expect(within(card).getByText('db%2Fprimary')).toBeTruthy()
})

test('answers are off, with the name of the privilege, where the account may not answer', async () => {
  const { user, answerQuestion } = show({ lacks: ['VirtualMachine.Interact.AnswerQuestion'] })
  const append = screen.getByRole('button', { name: /^Append/ })
  expect(append.getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText(/account at .* lacks VirtualMachine\.Interact\.AnswerQuestion\.$/)).toBeTruthy()
  await user.click(append)
  expect(answerQuestion).not.toHaveBeenCalled()
})
