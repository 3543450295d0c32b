import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import { aBlockedRun, aRun } from '@/lib/testing/run-fixtures'
import { neededPrivileges } from '@/lib/vsphere/privileges'
import { stillHeight } from '../run/panel-frame'
import { aConnection, aQuestion, aTask, tablesOf } from '../testing/vm-fixtures'
import { action, connections, off, showVmPage, started } from './testing/show-vm-page'

const on = { ...off, powerState: 'poweredOn' as const }

beforeEach(() => {
  history.replaceState(null, '', '/vms/c1/vm-db')
})

test('at rest the panel says what went on last, of everybody, and has the room that a task will take', async () => {
  const ended = aTask(off, { state: 'success', startedBy: 'j.meyer', completeTime: '2026-11-22T10:01:00Z' })
  const run = aBlockedRun({
    vm: off.key,
    state: { at: 'ended', endedAt: '2026-11-20T10:00:00Z', outcome: { kind: 'succeeded' }, following: false },
  })
  const { feed } = showVmPage(tablesOf({ connections, vms: [off] }), {
    readHistory: () => Promise.resolve(ok({ runs: [run], notes: [] })),
  })
  const panel = () => screen.getByRole('region', { name: 'Operation' })
  expect(await within(panel()).findByText(`Run ${run.number}`)).toBeTruthy()
  expect(panel().textContent).toContain('No task is running')
  const atRest = panel().className
  act(() => feed.put(tablesOf({ connections, vms: [off], tasks: [ended] })))
  expect(panel().textContent).toContain('by j.meyer outside Andon')
  for (const shown of [atRest, panel().className]) expect(shown).toContain(stillHeight)
})

test('a VM of which nothing is known yet has no empty panel: a sentence stands in the room that a task will take', async () => {
  showVmPage(tablesOf({ connections, vms: [off] }))
  const panel = screen.getByRole('region', { name: 'Operation' })
  expect(await within(panel).findByText(/None is known yet/)).toBeTruthy()
  expect(within(panel).queryByRole('list')).toBeNull()
  expect(screen.getByRole('region', { name: 'Operation' }).className).toContain(stillHeight)
})

test('what is known of a VM out of reach is called last known, and without contact nobody says that no task runs', async () => {
  const state = { at: 'lost', since: '2026-11-22T14:00:00Z', reason: 'timed out' } as const
  const unknown = { ...off, powerState: 'unknown', powerStateBefore: 'poweredOn' } as const
  const { feed } = showVmPage(tablesOf({ connections: [aConnection('c1', { state })], vms: [unknown] }))
  expect(screen.getByText(/^Unknown, was on at \d\d:\d\d:\d\d$/)).toBeTruthy()
  const panel = screen.getByRole('region', { name: 'Operation' })
  expect(await within(panel).findByText(/^Whether a task is running is not known since/)).toBeTruthy()
  const host = { ...off, powerState: 'poweredOn', connectionState: 'disconnected', lastKnown: true } as const
  act(() => feed.put(tablesOf({ connections, vms: [host] })))
  expect(screen.getByText('No contact, last known: on')).toBeTruthy()
  expect(await within(panel).findByText('Whether a task is running is not known')).toBeTruthy()
})

describe('what can be done', () => {
  test('a verb that cannot run now stays visible, says why, and does nothing', async () => {
    const startRun = started()
    const { user } = showVmPage(tablesOf({ connections, vms: [off] }), { startRun })
    const suspend = action('Suspend')
    expect(suspend.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(suspend.getAttribute('aria-describedby') ?? '')?.textContent).toBe('The VM is off.')
    await user.click(suspend)
    expect(startRun).not.toHaveBeenCalled()
    await user.click(action('Power on'))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, { verb: 'powerOn' })
  })

  test('a suspended VM is resumed', async () => {
    const startRun = started()
    const { user } = showVmPage(tablesOf({ connections, vms: [{ ...off, powerState: 'suspended' }] }), { startRun })
    await user.click(action('Resume'))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, { verb: 'resume' })
  })

  test('what loses data asks with its effect; the error of the server stays in the dialog', async () => {
    const startRun = vi
      .fn<ConsoleActions['startRun']>()
      .mockResolvedValue({ ok: false, error: { blame: 'vsphere', code: 'x', sentence: 'The host said no.' } })
    const { user } = showVmPage(tablesOf({ connections, vms: [on] }), { startRun })
    await user.click(action('Reset'))
    const dialog = screen.getByRole('alertdialog', { name: 'Reset: db/primary' })
    expect(dialog.textContent).toContain('is lost')
    await user.click(within(dialog).getByRole('button', { name: 'Reset' }))
    expect(within(dialog).getByRole('alert').textContent).toContain('The host said no.')
  })

  test('while a question waits one sentence stands for all buttons', () => {
    showVmPage(tablesOf({ connections, vms: [off], tasks: [aTask(off)], questions: [aQuestion(off)] }))
    const reason = 'No new task while one waits for an answer. Answer the question first.'
    expect(screen.getAllByText(reason).some((element) => !element.classList.contains('sr-only'))).toBe(true)
  })

  test('memory is checked in place, and what is sent guards against a change by others', async () => {
    const startRun = started()
    const { user } = showVmPage(tablesOf({ connections, vms: [off] }), { startRun })
    await user.click(await screen.findByRole('button', { name: 'More' }))
    await user.click(screen.getByRole('menuitem', { name: 'Edit memory and CPU' }))
    const dialog = screen.getByRole('dialog', { name: 'Memory and CPU: db/primary' })
    const memory = within(dialog).getByLabelText('Memory')
    await user.clear(memory)
    await user.type(memory, 'much')
    await user.click(within(dialog).getByRole('button', { name: 'Change' }))
    expect(within(dialog).getByRole('alert').textContent).toBe('Enter the memory as a number, such as 8 or 1.5.')
    await user.clear(memory)
    await user.type(memory, '4')
    await user.click(within(dialog).getByRole('button', { name: 'Change' }))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, {
      verb: 'reconfigure',
      memoryMiB: 4096,
      changeVersion: 'v1',
    })
  })

  test('a half-filled form survives data that moves under it', async () => {
    const { feed, user } = showVmPage(tablesOf({ connections, vms: [off] }))
    await user.click(action('Snapshot'))
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'before the upd')
    act(() => feed.put(tablesOf({ connections, vms: [{ ...off, detailVersion: 2, cpuUsageMHz: 5 }] })))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('before the upd')
  })
})

describe('what goes on', () => {
  const question = aQuestion(off, { raisedAt: '2026-11-22T14:00:00Z' })
  const task = aTask(off)
  const run = aBlockedRun({ vm: off.key, vmName: off.name, task: task.key })
  const blocked = tablesOf({
    connections,
    vms: [off],
    tasks: [{ ...task, run: run.id }],
    runs: [run],
    questions: [{ ...question, run: run.id, task: { key: task.key, label: 'Power on', cancelable: false } }],
  })

  test('a left blocked run shows its error, the cancel that failed, where it stands, and the answers', () => {
    showVmPage(blocked)
    const panel = within(screen.getByRole('region', { name: 'Operation' }))
    expect(panel.getByRole('alert').textContent).toContain(
      'this task is blocked by a question, and auto-answer was off when it started',
    )
    expect(panel.getByRole('list', { name: 'Cancel' }).textContent).toContain(
      'The host refuses: PowerOnVM_Task is not cancelable',
    )
    expect(panel.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('stopped at 47 %')
    expect(panel.getByRole('group', { name: 'Answers' })).toBeTruthy()
    expect(panel.getByText(/^Waits/).textContent).toBe('Waits 06:18. Answer it here.')
  })

  test('one press on an answer sends the key of this question', async () => {
    const answerQuestion = vi.fn<ConsoleActions['answerQuestion']>().mockResolvedValue(ok(null))
    const { user } = showVmPage(blocked, { answerQuestion })
    await user.click(within(screen.getByRole('group', { name: 'Answers' })).getByRole('button', { name: /Append/ }))
    expect(answerQuestion).toHaveBeenCalledExactlyOnceWith(question.key, '0', expect.anything(), undefined)
  })

  test('a task that somebody else started has the same panel, without a run', () => {
    showVmPage(tablesOf({ connections, vms: [off], tasks: [{ ...task, startedBy: 'root', cancelable: false }] }))
    const panel = screen.getByRole('region', { name: 'Operation' })
    expect(panel.textContent).toContain('by root outside Andon')
    expect(within(panel).queryByRole('link', { name: /^Run/ })).toBeNull()
    expect(within(panel).getByRole('button', { name: 'Not cancelable' })).toBeTruthy()
  })

  /** With the host killed, the page said "Running, 21 %" beside a clock that ran. */
  test('without contact it is not known how a task stands, and its clock stands still', () => {
    const state = { at: 'lost', since: '2026-11-22T14:00:00Z', reason: 'timed out' } as const
    showVmPage(
      tablesOf({ connections: [aConnection('c1', { state })], vms: [off], tasks: [{ ...task, progress: 21 }] }),
    )
    const panel = screen.getByRole('region', { name: 'Operation' })
    expect(panel.textContent).toMatch(/Unknown, was 21 % at \d\d:\d\d:\d\d/)
    expect(panel.textContent).not.toContain('Running')
  })

  test('a VM that is deleted while its page is open says so and leads back', () => {
    const { feed } = showVmPage(tablesOf({ connections, vms: [off] }))
    act(() => feed.put(tablesOf({ connections })))
    expect(screen.getByRole('alert').textContent).toContain('db/primary is gone')
    expect(screen.getByRole('link', { name: 'All virtual machines' }).getAttribute('href')).toBe('/vms')
  })

  /** The page gave way to "is gone", and the form on it with everything that had been typed. */
  test.each([
    ['Rename', 'Rename', 'Name'],
    ['Copy', 'Copy', 'Name'],
    ['Delete', 'Delete', /^Type/],
  ])('the form %s of a VM that goes keeps what was typed, and says why nothing is sent', async (item, verb, field) => {
    const startRun = started()
    const { feed, user } = showVmPage(tablesOf({ connections, vms: [off] }), {
      startRun,
      readVmFiles: () => Promise.resolve(ok([])),
    })
    await user.click(action('More'))
    await user.click(screen.getByRole('menuitem', { name: item }))
    const input = screen.getByRole('textbox', { name: field })
    await user.clear(input)
    await user.type(input, off.name)
    act(() => feed.put(tablesOf({ connections })))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: field }).value).toBe(off.name)
    expect(screen.getByRole('alert').textContent).toContain(`${off.name} is gone`)
    const send = screen.getByRole('button', { name: verb })
    expect(send.getAttribute('aria-disabled')).toBe('true')
    expect(send.getAttribute('aria-describedby')).not.toBeNull()
    await user.click(send)
    expect(startRun).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: item === 'Delete' ? 'Keep it' : 'Cancel' }))
    expect(screen.queryByRole('textbox', { name: field })).toBeNull()
    expect(screen.getByRole('alert').textContent).toContain('db/primary is gone')
  })

  test('one that leaves before the run that deletes it has ended is said to be deleted once that is known', () => {
    const { feed } = showVmPage(tablesOf({ connections, vms: [off] }))
    const run = aRun({ vm: off.key, vmName: off.name, request: { verb: 'destroy', vmName: off.name } })
    act(() => feed.put(tablesOf({ connections, runs: [run] })))
    expect(screen.getByRole('alert').textContent).toContain('db/primary is gone')
    const state = {
      at: 'ended',
      endedAt: '2026-11-22T14:00:03.000Z',
      outcome: { kind: 'succeeded' },
      following: false,
    } as const
    act(() => feed.put(tablesOf({ connections, runs: [{ ...run, state }] })))
    expect(screen.getByRole('alert').textContent).toContain('db/primary is deleted')
  })

  test('without contact nobody claims that the VM does not exist', () => {
    const lost = aConnection('c1', { state: { at: 'lost', since: '2026-11-22T14:00:00Z', reason: 'timed out' } })
    showVmPage(tablesOf({ connections: [lost] }))
    expect(screen.getByText('This VM is not known yet')).toBeTruthy()
  })
})

test('an account that may only look sees a calm page: every verb off with the privilege, no error', async () => {
  const lacks = neededPrivileges.map(({ privilege }) => privilege).filter((privilege) => privilege !== 'System.Read')
  const rights = { lacks: { '-2': lacks }, vms: { known: 1, missing: {} } }
  const limited = aConnection('c1', { name: 'esx-edge-07', rights })
  const startRun = started()
  const { user } = showVmPage(tablesOf({ connections: [limited], vms: [{ ...off, roles: [-2] }] }), { startRun })
  const powerOn = action('Power on')
  expect(powerOn.getAttribute('aria-disabled')).toBe('true')
  expect(document.getElementById(powerOn.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Andon’s account at esx-edge-07 lacks VirtualMachine.Interact.PowerOn.',
  )
  expect(screen.getByText('Andon’s account at esx-edge-07 may look at this VM, but not operate it.')).toBeTruthy()
  await user.click(powerOn)
  expect(startRun).not.toHaveBeenCalled()
  expect(screen.queryByRole('alert')).toBeNull()
})
