import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { VmxFile } from '@/lib/files/vmx-file'
import { failed, ok } from '@/lib/result'
import type { VmView } from '@/lib/vsphere/vm'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aQuestion, aVm, tablesOf } from '../../testing/vm-fixtures'
import type { VmRow } from '../vm-row'
import { ConfigurationTab } from './configuration-tab'

const off = aVm('build|agent "7"', { powerState: 'poweredOff' })
const connection = aConnection('c1')
const text = [
  '.encoding = "UTF-8"',
  'config.version = "8"',
  'displayName = "build|7Cagent |227|22"',
  'memsize = "1024"',
  'numvcpus = "2"',
  'my.own = "x"',
]
const base64 = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`).toString('base64')

function aFile(checksum: string, lines: readonly string[] = text, changes: Partial<VmxFile> = {}): VmxFile {
  return {
    vm: off.key,
    path: '[ds] build_agent _7_/x.vmx',
    plainPath: '[ds] build_agent _7_/x.vmx',
    base64: base64(lines),
    secretsHidden: false,
    sizeBytes: 100,
    checksum,
    powerState: 'poweredOff',
    place: {},
    running: { memoryMiB: 1024 },
    editable: { ok: true },
    readAt: '2026-11-22T10:00:00Z',
    ...changes,
  }
}

function show(
  actions: Partial<ConsoleActions>,
  { vm = off, role = 'operator', waits = false }: { vm?: VmView; role?: Role; waits?: boolean } = {},
) {
  const question = waits ? aQuestion(vm) : undefined
  const feed = fixtureFeed(tablesOf({ connections: [connection], vms: [vm] }), Date.parse('2026-11-22T10:00:00Z'))
  const row: VmRow = { key: vm.key, vm, connection, question, task: undefined }
  const page = (shown: VmRow | undefined) => (
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider actions={fixtureActions(actions)}>
          {shown && <ConfigurationTab row={shown} />}
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>
  )
  const { rerender } = render(page(row))
  return { user: userEvent.setup(), draw: (shown: VmRow | undefined) => rerender(page(shown)), row }
}

const keysTable = () => screen.findByRole('table', { name: 'Keys of the file' })

async function edit(user: ReturnType<typeof userEvent.setup>, key: string, value: string) {
  await user.click(await screen.findByRole('button', { name: `Edit ${key}` }))
  const input = screen.getByRole('textbox', { name: 'Value' })
  await user.clear(input)
  await user.type(input, value)
  await user.click(screen.getByRole('button', { name: 'Keep this change' }))
}

describe('reading', () => {
  test('shows what is stored and what it means side by side, with what the key is for', async () => {
    show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    const row = within(await keysTable())
      .getAllByRole('row')
      .find((each) => each.textContent?.startsWith('displayName'))
    expect(row?.textContent).toContain('build|7Cagent |227|22')
    expect(row?.textContent).toContain('build|agent "7"')
    expect(row?.textContent).toContain('The name of the VM')
  })

  test('search finds the plain value, and says how many keys it left', async () => {
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await keysTable()
    await user.type(screen.getByRole('searchbox'), 'agent "7"')
    expect(within(await keysTable()).getAllByRole('row')).toHaveLength(2)
    expect(screen.getByText('1 key found')).toBeTruthy()
    await user.type(screen.getByRole('searchbox'), 'zzz')
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }))
    expect(within(await keysTable()).getAllByRole('row')).toHaveLength(7)
  })

  test('problems lead to their line; odd values say why', async () => {
    const lines = ['memsize = "33"', 'memsize = "64"', 'guestOS = "open', 'nothing here']
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a', lines))) })
    const table = await keysTable()
    expect(within(table).getByText('It has to be a multiple of 4 MiB.')).toBeTruthy()
    const problems = screen.getByRole('list', { name: 'Problems' })
    expect(
      within(problems)
        .getAllByRole('listitem')
        .map((item) => item.textContent?.slice(0, 6)),
    ).toEqual(['line 2', 'line 3', 'line 4'])
    Element.prototype.scrollIntoView = vi.fn()
    await user.click(screen.getByRole('button', { name: 'line 3' }))
    expect(document.activeElement?.textContent).toContain('guestOS = "open')
  })

  test('differences to what runs are named; a file that agrees says so', async () => {
    show({ readVmx: () => Promise.resolve(ok(aFile('a', text, { running: { memoryMiB: 2048 } }))) })
    const table = await screen.findByRole('table', { name: 'Differences between file and running configuration' })
    expect(within(table).getAllByRole('row')[1]?.textContent).toBe('Memorymemsize1024 MB2048 MB')
  })

  test('a file that cannot be read says why, and can be asked for again', async () => {
    const error = { blame: 'vsphere', code: 'too-large', sentence: 'The file has 60 MB.' } as const
    const readVmx = vi
      .fn<ConsoleActions['readVmx']>()
      .mockResolvedValueOnce(failed(error))
      .mockResolvedValue(ok(aFile('a')))
    const { user } = show({ readVmx })
    expect((await screen.findByRole('alert')).textContent).toContain('The file has 60 MB.')
    await user.click(screen.getByRole('button', { name: 'Read again' }))
    expect(await keysTable()).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('why it cannot be edited', () => {
  test.each([
    ['the VM is on', { vm: aVm('a', { powerState: 'poweredOn' }) }, 'power it off first'],
    ['the VM is suspended', { vm: aVm('a', { powerState: 'suspended' }) }, 'suspended'],
    ['the account may only look', { role: 'viewer' as const }, 'may look, but not change'],
    ['a question waits', { waits: true }, 'Answer the question first'],
  ])('%s', async (_, circumstances, because) => {
    show({ readVmx: () => Promise.resolve(ok(aFile('a'))) }, circumstances)
    await keysTable()
    expect(screen.getByText(/^Not editable now/).textContent).toContain(because)
    expect(screen.getByRole('button', { name: 'Add a key' }).getAttribute('aria-disabled')).toBe('true')
    expect(screen.queryByRole('button', { name: 'Edit memsize' })).toBeNull()
  })
})

describe('editing', () => {
  test('a value is typed as people read it, previewed as lines, and sent with the checksum of what was read', async () => {
    const saveVmx = vi.fn<ConsoleActions['saveVmx']>().mockResolvedValue(ok({ path: 'p', checksum: 'b' }))
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))), saveVmx })
    await edit(user, 'displayName', 'a|b')
    const lines = screen.getByRole('list', { name: 'Lines that change' })
    expect(lines.textContent).toContain('removed: displayName = "build|7Cagent |227|22"')
    expect(lines.textContent).toContain('added: displayName = "a|7cb"')
    await user.click(screen.getByRole('button', { name: 'Save to the host' }))
    expect(saveVmx).toHaveBeenCalledExactlyOnceWith(off.key, {
      expectedChecksum: 'a',
      edits: [{ key: 'displayName', value: 'a|7cb' }],
    })
    expect(await screen.findByText('1 change saved.')).toBeTruthy()
    expect(screen.queryByText(/not saved yet/)).toBeNull()
  })

  test('a value that nobody changed is no change, however its escapes are written', async () => {
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await user.click(await screen.findByRole('button', { name: 'Edit displayName' }))
    await user.click(screen.getByRole('button', { name: 'Keep this change' }))
    expect(screen.queryByText(/not saved yet/)).toBeNull()
  })

  test('a value that a host might refuse is told to be odd while it is typed, and can still be kept', async () => {
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await user.click(await screen.findByRole('button', { name: 'Edit memsize' }))
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '1')
    expect(screen.getByText(/This would be odd: It has to be a multiple of 4 MiB/)).toBeTruthy()
  })

  test('a value that the file cannot hold is refused in place', async () => {
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await user.click(await screen.findByRole('button', { name: 'Edit my.own' }))
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '"')
    await user.click(screen.getByRole('button', { name: 'Keep this change' }))
    expect(screen.getByRole('alert').textContent).toContain('cannot hold a double quote')
    expect(screen.queryByText(/not saved yet/)).toBeNull()
  })

  test('keys are added and removed; a key that is there already is not added twice; undo takes one back', async () => {
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await user.click(await screen.findByRole('button', { name: 'Remove my.own' }))
    await user.click(screen.getByRole('button', { name: 'Add a key' }))
    await user.type(screen.getByRole('textbox', { name: 'Key' }), 'MEMSIZE')
    await user.click(screen.getByRole('button', { name: 'Add to the changes' }))
    expect(screen.getByRole('alert').textContent).toContain('sets this key already')
    await user.clear(screen.getByRole('textbox', { name: 'Key' }))
    await user.type(screen.getByRole('textbox', { name: 'Key' }), 'sched.mem.pin')
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'TRUE')
    await user.click(screen.getByRole('button', { name: 'Add to the changes' }))
    expect(screen.getByText('2 changes, not saved yet')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Undo the change of my.own' }))
    const lines = screen.getByRole('list', { name: 'Lines that change' })
    expect(lines.textContent).not.toContain('removed')
    expect(lines.textContent).toContain('added: sched.mem.pin = "TRUE"')
  })

  test('what was typed stays while another tab is looked at, and while the VM is powered on', async () => {
    const { user, draw, row } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await edit(user, 'memsize', '2048')
    act(() => draw(undefined))
    act(() => draw({ ...row, vm: { ...off, powerState: 'poweredOn' } }))
    expect(await screen.findByText('1 change, not saved yet')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Save to the host' }).getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText(/What you typed is kept/)).toBeTruthy()
  })

  test('a file that somebody else changed: nothing is lost, both are shown, and mine go on the new one', async () => {
    const theirs = text.map((line) => (line.startsWith('memsize') ? 'memsize = "4096"' : line))
    const readVmx = vi
      .fn<ConsoleActions['readVmx']>()
      .mockResolvedValueOnce(ok(aFile('a')))
      .mockResolvedValue(ok(aFile('b', theirs)))
    const saveVmx = vi
      .fn<ConsoleActions['saveVmx']>()
      .mockResolvedValueOnce(failed({ blame: 'vsphere', code: 'changed-elsewhere', sentence: 'It was changed.' }))
      .mockResolvedValue(ok({ path: 'p', checksum: 'c' }))
    const { user } = show({ readVmx, saveVmx })
    await edit(user, 'memsize', '2048')
    await user.click(screen.getByRole('button', { name: 'Save to the host' }))
    const table = await screen.findByRole('table', { name: 'Both changes' })
    expect(within(table).getAllByRole('row')[1]?.textContent).toBe('memsizeboth changed it102440962048')
    expect(screen.getByRole('button', { name: 'Save to the host' }).getAttribute('aria-disabled')).toBe('true')
    await user.click(screen.getByRole('button', { name: 'Put my changes on the new file' }))
    expect(screen.getByRole('list', { name: 'Lines that change' }).textContent).toContain('removed: memsize = "4096"')
    await user.click(screen.getByRole('button', { name: 'Save to the host' }))
    await waitFor(() => expect(saveVmx).toHaveBeenCalledTimes(2))
    expect(saveVmx.mock.lastCall?.[1]).toEqual({ expectedChecksum: 'b', edits: [{ key: 'memsize', value: '2048' }] })
  })

  test('a host that does not take the saved file up is quoted', async () => {
    const saved = { path: 'p', checksum: 'b', notReloaded: 'The operation is not supported.' }
    const { user } = show({
      readVmx: () => Promise.resolve(ok(aFile('a'))),
      saveVmx: () => Promise.resolve(ok(saved)),
    })
    await edit(user, 'memsize', '2048')
    await user.click(screen.getByRole('button', { name: 'Save to the host' }))
    expect((await screen.findByText(/did not take it up/)).textContent).toContain('The operation is not supported.')
  })

  test('a save that never came back keeps what was typed', async () => {
    const { user } = show({
      readVmx: () => Promise.resolve(ok(aFile('a'))),
      saveVmx: () => Promise.reject(new Error('fetch failed')),
    })
    await edit(user, 'memsize', '2048')
    await user.click(screen.getByRole('button', { name: 'Save to the host' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Andon did not answer')
    expect(screen.getByText('1 change, not saved yet')).toBeTruthy()
  })

  test('a file in another encoding can be converted', async () => {
    const latin = ['.encoding = "windows-1252"', 'displayName = "x"']
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a', latin))) })
    await user.click(await screen.findByRole('button', { name: 'Convert to UTF-8' }))
    expect(screen.getByRole('list', { name: 'Lines that change' }).textContent).toContain('added: .encoding = "UTF-8"')
  })
})

describe('a password in the file', () => {
  const lines = [...text, 'RemoteDisplay.vnc.password = "S3cret!"']
  const readVmx = () => Promise.resolve(ok(aFile('a', lines)))
  const page = () => document.body.textContent ?? ''

  test('is hidden in every form until somebody who may edit asks for it', async () => {
    const { user } = show({ readVmx })
    const row = within(await keysTable())
      .getByText('RemoteDisplay.vnc.password')
      .closest('tr')
    expect(row?.textContent).toContain('********hidden')
    await user.type(screen.getByRole('searchbox'), 'S3cret!')
    expect(page()).toContain('No key matches')
    await user.clear(screen.getByRole('searchbox'))
    await user.click(screen.getByRole('button', { name: 'Text as written' }))
    expect(page()).toContain('RemoteDisplay.vnc.password = "********"')
    expect(page()).not.toContain('S3cret!')
    await user.click(screen.getByRole('checkbox', { name: 'Show 1 password' }))
    expect(page()).toContain('RemoteDisplay.vnc.password = "S3cret!"')
  })

  test('stays hidden beside a change of another key; a new one can be checked before it is saved', async () => {
    const { user } = show({ readVmx })
    await edit(user, 'my.own', 'y')
    const changed = screen.getByRole('list', { name: 'Lines that change' })
    expect(changed.textContent).toContain('RemoteDisplay.vnc.password = "********"')
    await edit(user, 'RemoteDisplay.vnc.password', 'new one')
    expect(changed.textContent).toContain('RemoteDisplay.vnc.password = "new one"')
    expect(page()).not.toContain('S3cret!')
  })

  test('that the server kept back cannot be shown, and the reason is given', async () => {
    const kept = aFile('a', [...text, 'RemoteDisplay.vnc.password = "********"'], { secretsHidden: true })
    show({ readVmx: () => Promise.resolve(ok(kept)) }, { role: 'viewer' })
    await keysTable()
    expect(page()).toContain('1 password hidden. Your account may not change files')
    expect(screen.queryByRole('checkbox', { name: /Show/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Download without passwords' })).toBeTruthy()
  })

  test('that somebody else changed meanwhile is said to be another, not what it is', async () => {
    let now = aFile('a', lines)
    const saveVmx = () => Promise.resolve(failed({ blame: 'ours', code: 'changed-elsewhere', sentence: 'x' } as const))
    const { user } = show({ readVmx: () => Promise.resolve(ok(now)), saveVmx })
    await edit(user, 'my.own', 'y')
    now = aFile('b', [...text, 'RemoteDisplay.vnc.password = "0ther"'])
    await user.click(screen.getByRole('button', { name: 'Save to the host' }))
    const both = await screen.findByRole('table', { name: 'Both changes' })
    expect(within(both).getByText('******** (another)')).toBeTruthy()
    expect(page()).not.toMatch(/S3cret!|0ther/)
  })
})
