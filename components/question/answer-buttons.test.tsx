import { act, fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { connectionId, moid, questionKey } from '@/lib/vsphere/ids'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { router } from '../testing/navigation'
import { showQuestion } from './testing/show-question'

test('one press sends the key of the choice, not its place, and what was seen', async () => {
  const { user, question, answerQuestion } = showQuestion()
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  const { messageId, text, question: asked } = question
  const seen = { messageId, text, choices: asked.choices }
  expect(answerQuestion.mock.calls).toEqual([[question.key, '1', seen, undefined]])
  expect(screen.getByRole('status').textContent).toBe('Sending Append to the host')
})

test('a destructive answer asks first, in place, with focus on the way back', async () => {
  const { user, question, answerQuestion } = showQuestion()
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

test('what would be erased says its size, beside the text and before it is agreed to', async () => {
  const { user, feed, question, card } = showQuestion()
  const file = { bytes: 4_404_019, modifiedAt: new Date(fixtureNow - 3 * 86_400_000).toISOString() }
  const tables = fixtureTables()
  act(() => feed.put({ ...tables, questions: { [question.key]: { ...question, file } } }))
  expect(within(card).getByText('(The file: 4.2 MB, changed 3 days ago)')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /^Replace/ }))
  expect(screen.getByText('Replace erases serial0.log (4.2 MB). This cannot be undone.')).toBeTruthy()
  const gone = { at: 'gone', goneAt: new Date(fixtureNow).toISOString(), known: 'unknown' } as const
  act(() => feed.put({ ...tables, questions: { [question.key]: { ...question, file, state: gone } } }))
  expect(within(card).queryByText(/changed 3 days ago/)).toBeNull()
})

test('a destructive answer that is being confirmed is forgotten when the host asks something else under the same id', async () => {
  const { user, feed, question, answerQuestion } = showQuestion()
  await user.click(screen.getByRole('button', { name: /^Replace/ }))
  expect(screen.getByRole('alertdialog')).toBeTruthy()
  const asked = { ...question.question, text: 'msg.serial.file.open:Another file "serial1.log" exists.' }
  const tables = fixtureTables()
  act(() => feed.put({ ...tables, questions: { [question.key]: { ...question, question: asked } } }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(answerQuestion).not.toHaveBeenCalled()
})

test('a press that comes twice sends once', async () => {
  const { card, answerQuestion } = showQuestion({ answer: () => new Promise(() => {}) })
  const append = within(card).getByRole('button', { name: /^Append/ })
  fireEvent.click(append)
  fireEvent.click(append)
  expect(answerQuestion).toHaveBeenCalledTimes(1)
})

test('keys 1 to 9 answer, d goes to the default without sending, Enter opens the run', async () => {
  const { user, card, question, answerQuestion } = showQuestion()
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
  const { user, card, answerQuestion } = showQuestion()
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
  const { user } = showQuestion({ answer: () => Promise.resolve({ ok: false, error }) })
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  expect(screen.getByRole('alert').textContent).toContain("Already answered 'Append' by a.haddad at 14:07:02.")
  expect(screen.getByRole('button', { name: /^Append/ })).toBeTruthy()
})

test('a request that never came back is an error too', async () => {
  const { user } = showQuestion({ answer: () => Promise.reject(new Error('Failed to fetch')) })
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  expect(screen.getByRole('alert').textContent).toContain('Andon did not answer.')
})

test('an answer that a silent host has not confirmed is still on its way, and says so until it is known', async () => {
  const error = { blame: 'wire', code: 'no-reply-yet', sentence: 'Sent. The host has not replied yet.' } as const
  const { user, become, question } = showQuestion({ answer: () => Promise.resolve({ ok: false, error }) })
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
  const { user, become, question } = showQuestion()
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  become({ at: 'sending', choiceKey: '1', by: { kind: 'person', name: 'm.okafor' } })
  become(question.state)
  expect(screen.getByRole('button', { name: /^Append/ })).toBeTruthy()
})

/** The next question of the same VM used to say that the answer to the one before was on its way, for ever. */
test('the next question of a VM has its own buttons, whatever was pressed at the one before', async () => {
  const { user, feed, question } = showQuestion()
  await user.click(screen.getByRole('button', { name: /^Append/ }))
  const key = questionKey(connectionId(question.connection), moid('vm'), 'the next')
  act(() => feed.put({ ...fixtureTables(), questions: { [key]: { ...question, key } } }))
  expect(screen.getByRole('button', { name: /^Append/ })).toBeTruthy()
  expect(screen.queryByText(/^Sending/)).toBeNull()
})

test('a viewer sees every answer and why none can be given', async () => {
  const { user, answerQuestion } = showQuestion({ role: 'viewer' })
  const append = screen.getByRole('button', { name: /^Append/ })
  expect(append.getAttribute('aria-disabled')).toBe('true')
  expect(append.hasAttribute('disabled')).toBe(false)
  const reason = document.getElementById(append.getAttribute('aria-describedby') ?? '')
  expect(reason?.textContent).toBe('Your account may look, but not answer.')
  await user.click(append)
  expect(answerQuestion).not.toHaveBeenCalled()
})

test('answers are off, with the name of the privilege, where the account may not answer', async () => {
  const { user, answerQuestion } = showQuestion({ lacks: ['VirtualMachine.Interact.AnswerQuestion'] })
  const append = screen.getByRole('button', { name: /^Append/ })
  expect(append.getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText(/account at .* lacks VirtualMachine\.Interact\.AnswerQuestion\.$/)).toBeTruthy()
  await user.click(append)
  expect(answerQuestion).not.toHaveBeenCalled()
})
