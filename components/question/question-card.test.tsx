import { act, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { QuestionTask } from '@/lib/live/live-state'
import { withoutUndefined } from '@/lib/without-undefined'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { showQuestion } from './testing/show-question'

afterEach(() => vi.restoreAllMocks())

test('a card says what waits, since when, why, and what is known of each answer', () => {
  const { card } = showQuestion()
  expect(within(card).getByText('Waiting')).toBeTruthy()
  expect(within(card).getByText('06:18')).toBeTruthy()
  expect(within(card).getByText('waiting 6 minutes')).toBeTruthy()
  expect(within(card).getByText(/Serial port output file .* already exists/)).toBeTruthy()
  expect(within(card).getByText('msg.serial.file.open')).toBeTruthy()
  expect(within(card).getByText(/Error: blocked by this question, auto-answer was off when this started/)).toBeTruthy()
  expect(card.textContent).toMatch(/ → Cancel requested; the host refused: .* → Left blocked/)
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

test('answered by somebody: the record stands where the buttons were, and the lamp is out', () => {
  const { become, card } = showQuestion()
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

test('without contact nobody knows whether it still waits: the lamp is out, and its clock stands still', () => {
  const { feed, question, card } = showQuestion()
  const tables = fixtureTables()
  const connection = tables.connections[question.connection]
  if (!connection) throw new Error('the fixture has one')
  const lastAnswerAt = new Date(fixtureNow - 60_000).toISOString()
  const state = { at: 'lost', since: lastAnswerAt, lastAnswerAt, reason: 'timed out' } as const
  const connections = { ...tables.connections, [question.connection]: { ...connection, state } }
  act(() => feed.put({ ...tables, connections }))
  expect(within(card).queryByText('Waiting')).toBeNull()
  expect(within(card).getByText('Waited')).toBeTruthy()
  expect(within(card).getByText('05:18')).toBeTruthy()
  expect(within(card).getByText('when contact was lost it had waited 5 minutes')).toBeTruthy()
  act(() => feed.put(tables))
  expect(within(card).getByText('Waiting')).toBeTruthy()
})

/** "The task goes on." stood on every answer, also after Abort on a task that failed in that second. */
test('answered: the record says how the task really ended, and nothing until that is known', () => {
  const { feed, question, card } = showQuestion()
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

/** On a phone a card that a colleague answered lost half its height, and the next card slid under the finger. */
test('an answered card keeps its height, whoever answered', () => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(412)
  const { become, card } = showQuestion()
  expect(card.style.minHeight).toBe('')
  become({ at: 'sending', choiceKey: '1', by: { kind: 'person', name: 'd.ferreira' } })
  expect(card.style.minHeight).toBe('412px')
  become({ at: 'gone', goneAt: new Date(fixtureNow).toISOString(), known: 'unknown' })
  expect(card.style.minHeight).toBe('412px')
})

test('a question that went away names nobody who is not known to have answered', () => {
  const { become, card } = showQuestion()
  const goneAt = new Date(fixtureNow).toISOString()
  const said = () => within(card).getByRole('status').textContent
  become({ at: 'gone', goneAt, known: 'unknown' })
  expect(said()).toBe('The question has goneIt went away. Who answered it, if anybody did, is not known.')
  const sent = { by: { kind: 'person', name: 'm.okafor' } as const, choiceKey: '1' }
  become({ at: 'gone', goneAt, known: 'own-answer-probable', sent })
  expect(said()).toMatch(/^Probably answered 'Append'The host did not reply to our answer/)
})

test('a question about missing space leads to the datastore, and says how much is free there', () => {
  const { feed, question, card } = showQuestion({ name: 'db/primary' })
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

test('old data cannot be answered, and its age stands still', () => {
  const { feed } = showQuestion()
  act(() => feed.pass(60_000))
  expect(screen.getByRole('button', { name: /^Append/ }).getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText('06:18')).toBeTruthy()
})

test('an overdue question says so in a word and counts on', () => {
  const { feed, card } = showQuestion({ name: 'db/primary' })
  expect(within(card).getByText('Overdue')).toBeTruthy()
  act(() => feed.pass(2000))
  expect(within(card).getByText('12:43')).toBeTruthy()
  expect(within(card).getByText('db%2Fprimary')).toBeTruthy()
})
