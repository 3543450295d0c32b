import type { ConsoleActions } from '@/lib/contract/contract'
import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { failed, ok } from '@/lib/result'
import { aRun } from '@/lib/testing/run-fixtures'
import { connectionId, runId } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { aConnection, aQuestion, aVm, tablesOf } from '../testing/vm-fixtures'
import { connections, off, on, show, small, waiting, windowOfRows } from './testing/show-vms'

beforeEach(windowOfRows)

const notNow = { blame: 'ours', code: 'busy', sentence: 'Not now.' } as const

/** A window whose width changes while it is looked at. */
function widthsOfWindow() {
  const listeners = new Set<() => void>()
  let isNarrow = false
  vi.stubGlobal('matchMedia', (query: string) => ({
    get matches() {
      return isNarrow && query.includes('max-width: 719')
    },
    addEventListener: (_: string, changed: () => void) => listeners.add(changed),
    removeEventListener: (_: string, changed: () => void) => listeners.delete(changed),
  }))
  return (next: boolean) =>
    act(() => {
      isNarrow = next
      for (const changed of listeners) changed()
    })
}

describe('acting on several', () => {
  test('a verb says how many it fits and who is left out and why', async () => {
    const { user } = show(tablesOf(small))
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    expect(screen.getByText('3 selected')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Power on 1 of 3' })).toBeTruthy()
    expect(screen.getByText('Left out: 1 waits for an answer')).toBeTruthy()
    await user.hover(screen.getByRole('button', { name: 'Power on 1 of 3' }))
    expect(screen.getByText('Left out of Power on: 1 waits for an answer, 1: The VM is already on')).toBeTruthy()
  })

  test('after a bulk run each VM has its own result', async () => {
    const other = aVm('b-off', { powerState: 'poweredOff' })
    const startRuns = vi.fn<ConsoleActions['startRuns']>().mockResolvedValue(
      ok({
        results: [
          { vm: off.key, result: ok({ run: runId('r1') }) },
          {
            vm: other.key,
            result: { ok: false, error: { blame: 'ours', code: 'busy', sentence: 'Another task has just started.' } },
          },
        ],
      }),
    )
    const { user } = show(tablesOf({ connections, vms: [off, other] }), { startRuns })
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    await user.click(screen.getByRole('button', { name: 'Power on 2 of 2' }))
    expect(startRuns).toHaveBeenCalledExactlyOnceWith([off.key, other.key], { verb: 'powerOn' })
    const result = screen.getByRole('region', { name: 'Result' })
    expect(within(result).getByRole('heading').textContent).toBe('Power on: 1 started, 1 refused')
    const [first, second] = within(result).getAllByRole('listitem')
    expect(first?.textContent).toBe('b-offAnother task has just started.')
    expect(second?.textContent).toContain('app-offStarted')
  })

  test('the result counts what became of the runs, says why one failed, and names the connection and who was left out', async () => {
    const far = aVm('b-off', { connection: connectionId('c2'), powerState: 'poweredOff' })
    const more = [aConnection('c1'), aConnection('c2')]
    const fault = { type: 'FileFault', message: "No space left on 'scratch'", chain: [] }
    const runs = [
      aRun({ id: runId('r1'), vm: off.key, state: { at: 'running', percent: 47 } }),
      aRun({
        id: runId('r2'),
        vm: far.key,
        state: { at: 'ended', endedAt: '2026-11-22T10:00:00Z', outcome: { kind: 'failed', fault }, following: false },
      }),
    ]
    const results = [off, far].map(({ key }, index) => ({ vm: key, result: ok({ run: runId(`r${index + 1}`) }) }))
    const startRuns = vi.fn<ConsoleActions['startRuns']>().mockResolvedValue(ok({ results }))
    const { user } = show(tablesOf({ connections: more, vms: [off, far, on], runs }), { startRuns })
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    await user.click(screen.getByRole('button', { name: 'Power on 2 of 3' }))
    const result = screen.getByRole('region', { name: 'Result' })
    expect(within(result).getByRole('heading').textContent).toBe('Power on: 2 started (1 running, 1 failed)')
    const [first, second] = within(result).getAllByRole('listitem')
    expect(first?.textContent).toContain('esx-c1')
    expect(second?.textContent).toContain("esx-c2FailedNo space left on 'scratch'")
    expect(result.textContent).toContain('Left out: 1: The VM is already on.')
  })

  test('what can lose data asks first, with the effect, and starts nothing when it is called off', async () => {
    const startRuns = vi.fn<ConsoleActions['startRuns']>()
    const { user } = show(tablesOf(small), { startRuns })
    await user.click(screen.getByRole('checkbox', { name: 'Select app-on' }))
    await user.click(screen.getByRole('button', { name: 'Reset 1 of 1' }))
    const dialog = screen.getByRole('alertdialog', { name: 'Reset: app-on' })
    expect(dialog.textContent).toContain('is lost')
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(startRuns).not.toHaveBeenCalled()
  })

  test('of several VMs one goes while their form is open: it is named, what is typed stays, and it is about the others', async () => {
    const startRuns = vi
      .fn<ConsoleActions['startRuns']>()
      .mockResolvedValue(ok({ results: [on, off].map(({ key }) => ({ vm: key, result: ok({ run: runId('r1') }) })) }))
    const third = aVm('b-on')
    const all = tablesOf({ connections, vms: [on, off, third] })
    const { user, feed } = show(all, { startRuns })
    const tellOf = (vms: VmView[], at = connections) => act(() => feed.put(tablesOf({ connections: at, vms })))
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    await user.click(screen.getByRole('button', { name: /^Snapshot 3 of 3/ }))
    const dialog = await screen.findByRole('dialog', { name: 'Snapshot of 3 VMs' })
    const name = within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Name' })
    await user.type(name, 'before')
    // What has no contact is not said to be gone.
    tellOf([on, off], [aConnection('c1', { state: { at: 'connecting', since: '2026-11-22T10:00:00Z' } })])
    expect(within(dialog).queryByRole('alert')).toBeNull()
    tellOf([on, off])
    expect(within(dialog).getByRole('alert').textContent).toBe(
      'b-on is gone: deleted, or removed from the inventory. What is entered here goes to the other 2.',
    )
    expect(name.value).toBe('before')
    await user.click(within(dialog).getByRole('button', { name: 'Take 2 snapshots' }))
    expect(startRuns.mock.calls[0]?.[0]).toEqual([off.key, on.key])
    expect(screen.getByRole('region', { name: 'Result' }).textContent).toContain('Left out: 1: It is gone.')
  })

  test('the form of several snapshots says who is left out, and offers no memory where none is on', async () => {
    const second = aVm('b-off', { powerState: 'poweredOff' })
    const { user } = show(tablesOf({ connections, vms: [second, off, waiting], questions: [aQuestion(waiting)] }))
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    await user.click(screen.getByRole('button', { name: /^Snapshot 2 of 3/ }))
    const form = within(await screen.findByRole('dialog', { name: 'Snapshot of 2 VMs' }))
    expect(form.getByText(/Left out: 1 waits for an answer\./)).toBeTruthy()
    const memory = form.getByRole<HTMLInputElement>('checkbox', { name: 'Memory' })
    expect([memory.checked, memory.getAttribute('aria-disabled')]).toEqual([false, 'true'])
    expect(form.getByText('None of them is on, so there is no memory to keep.')).toBeTruthy()
  })

  test('several go to a pool together only where none is a template, which is named', async () => {
    const template = aVm('golden', { powerState: 'poweredOff', isTemplate: true })
    const at = [aConnection('c1', { kind: 'vcenter' })]
    const readVmPlaces = vi.fn<ConsoleActions['readVmPlaces']>().mockResolvedValue(failed(notNow))
    const { user } = show(tablesOf({ connections: at, vms: [off, template] }), { readVmPlaces })
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    await user.click(screen.getByRole('button', { name: 'More actions' }))
    await user.click(await screen.findByRole('menuitem', { name: /^Move to folder 2 of 2/ }))
    const form = within(await screen.findByRole('dialog', { name: 'Move 2 VMs' }))
    expect(form.getByRole('radio', { name: 'Another resource pool' }).getAttribute('aria-disabled')).toBe('true')
    expect(form.getByText('A template is in no resource pool, and "golden" is one.')).toBeTruthy()
  })

  test('all VMs of a form go: it stays with what is typed, and cannot be sent', async () => {
    const { user, feed } = show(tablesOf({ connections, vms: [on, off] }))
    await user.click(screen.getByRole('checkbox', { name: 'Select app-off' }))
    await user.click(screen.getByRole('button', { name: 'More actions' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Delete 1 of 1' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete: app-off' })
    await user.type(within(dialog).getByRole('textbox'), 'app-off')
    act(() => feed.put(tablesOf({ connections, vms: [on] })))
    expect(within(dialog).getByRole('alert').textContent).toContain('app-off is gone')
    const press = within(dialog).getByRole('button', { name: 'Delete' })
    expect(press.getAttribute('aria-disabled')).toBe('true')
    expect(within(dialog).getByRole<HTMLInputElement>('textbox').value).toBe('app-off')
  })

  test('what is typed in a form about several stays when the window becomes a phone’s', async () => {
    const narrow = widthsOfWindow()
    const { user } = show(tablesOf({ connections, vms: [on, off] }))
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }))
    await user.click(screen.getByRole('button', { name: /^Snapshot 2 of 2/ }))
    const name = () =>
      within(screen.getByRole('dialog', { name: 'Snapshot of 2 VMs' })).getByRole<HTMLInputElement>('textbox', {
        name: 'Name',
      })
    await screen.findByRole('dialog', { name: 'Snapshot of 2 VMs' })
    await user.type(name(), 'before')
    narrow(true)
    expect(screen.queryByRole('region', { name: 'Actions for the selection' })).toBeNull()
    expect(name().value).toBe('before')
    narrow(false)
    expect(name().value).toBe('before')
  })

  test('when Andon does not answer at all, the selection stays and the error says so', async () => {
    const startRuns = vi.fn<ConsoleActions['startRuns']>().mockRejectedValue(new Error('fetch failed'))
    const { user } = show(tablesOf(small), { startRuns })
    await user.click(screen.getByRole('checkbox', { name: 'Select app-off' }))
    await user.click(screen.getByRole('button', { name: 'Power on 1 of 1' }))
    expect(screen.getByRole('alert').textContent).toContain('Andon did not answer')
    expect(screen.getByText('1 selected')).toBeTruthy()
  })

  test('Shift ticks a range; Esc takes all ticks away', async () => {
    const { user } = show(tablesOf({ connections, vms: ['a', 'b', 'c', 'd'].map((name) => aVm(name)) }))
    await user.click(screen.getByRole('checkbox', { name: 'Select b' }))
    await user.keyboard('{Shift>}')
    await user.click(screen.getByRole('checkbox', { name: 'Select d' }))
    await user.keyboard('{/Shift}')
    expect(screen.getByText('3 selected')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByText('3 selected')).toBeNull()
  })

  test('keys alone: j and k go along the rows, Space ticks', async () => {
    const { user } = show(tablesOf({ connections, vms: ['a', 'b', 'c'].map((name) => aVm(name)) }))
    await user.keyboard('j')
    expect(document.activeElement?.textContent).toBe('a')
    await user.keyboard('jj')
    expect(document.activeElement?.textContent).toBe('c')
    await user.keyboard('k ')
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select b' }).checked).toBe(true)
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(screen.getByText('2 selected')).toBeTruthy()
  })

  test('a VM that is deleted is no longer selected', async () => {
    const { feed, user } = show(tablesOf(small))
    await user.click(screen.getByRole('checkbox', { name: 'Select app-on' }))
    act(() => feed.put(tablesOf({ ...small, vms: [off, waiting] })))
    expect(screen.queryByText('1 selected')).toBeNull()
  })
})
