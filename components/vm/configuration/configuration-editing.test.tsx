import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import { off, text, aFile, show, edit } from '../testing/show-configuration'

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

  test('quotes are typed as they are, in any value, and written as the host writes them', async () => {
    const saveVmx = vi.fn<ConsoleActions['saveVmx']>().mockResolvedValue(ok({ path: 'p', checksum: 'b' }))
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))), saveVmx })
    await user.click(await screen.findByRole('button', { name: 'Edit my.own' }))
    await user.clear(screen.getByRole('textbox', { name: 'Value' }))
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'say "a|22b"')
    await user.click(screen.getByRole('button', { name: 'Keep this change' }))
    await user.click(screen.getByRole('button', { name: 'Save to the host' }))
    expect(saveVmx.mock.calls[0]?.[1]).toMatchObject({ edits: [{ key: 'my.own', value: 'say |22a|7c22b|22' }] })
  })

  test('a value that the file cannot hold is refused in place', async () => {
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await user.click(await screen.findByRole('button', { name: 'Edit my.own' }))
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'x\0')
    await user.click(screen.getByRole('button', { name: 'Keep this change' }))
    expect(screen.getByRole('alert').textContent).toContain('cannot hold a NUL')
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
