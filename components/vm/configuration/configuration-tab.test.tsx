import { screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import { aVm } from '../../testing/vm-fixtures'
import { text, aFile, show, keysTable, edit } from '../testing/show-configuration'

describe('reading', () => {
  test('of a VM out of reach the file is not known, which is no error', async () => {
    const error = { blame: 'vsphere', code: 'no-vmx', sentence: 'The host does not say where it is.' } as const
    const vm = aVm('gone', { connectionState: 'inaccessible' })
    show({ readVmx: () => Promise.resolve({ ok: false, error }) }, { vm })
    expect(await screen.findByText('The configuration file is not known')).toBeTruthy()
    expect(screen.getByText('The host cannot read the files of this VM.')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

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

describe('domain XML', () => {
  const other = aVm('db/primary', { powerState: 'poweredOn' })

  test('is what libvirt says of the file, with what it has no place for', async () => {
    const { user } = show({ readVmx: () => Promise.resolve(ok(aFile('a'))) })
    await keysTable()
    await user.click(screen.getByRole('button', { name: 'Domain XML' }))
    const lines = screen.getByRole('list', { name: 'Lines of the domain XML' }).textContent
    expect(lines).toContain('<name>build|agent &quot;7&quot;</name>')
    expect(lines).toContain("<memory unit='KiB'>1048576</memory>")
    expect(lines).toContain('<vmware:datacenterpath>ha-datacenter</vmware:datacenterpath>')
    // virtualHW.version is missing in it.
    expect(screen.getByText('libvirt refuses this file.')).toBeTruthy()
    expect(screen.getByText('1 key of the file has no place in domain XML')).toBeTruthy()
  })

  test('is compared with that of another VM, found by its name', async () => {
    const files: Record<string, string[]> = { [other.key]: text.map((line) => line.replace('"2"', '"8"')) }
    const readVmx = vi.fn<ConsoleActions['readVmx']>((vm) => Promise.resolve(ok(aFile('a', files[vm] ?? text))))
    const { user } = show({ readVmx }, { others: [other, aVm('third')] })
    await keysTable()
    await user.click(screen.getByRole('button', { name: 'Domain XML' }))
    await user.click(screen.getByRole('button', { name: 'Compare with another VM' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByRole('searchbox', { name: 'Search VMs' }), 'PRIM')
    expect(dialog.getAllByRole('listitem')).toHaveLength(1)
    await user.click(dialog.getByRole('button', { name: /^db\/primary/ }))
    const differences = within(await screen.findByRole('list', { name: 'Differences from db/primary' }))
    const changed = differences.getAllByRole('listitem').map((line) => line.textContent)
    expect(changed.filter((line) => /added: |removed: /.test(line))).toEqual([
      expect.stringContaining("removed:   <vcpu placement='static'>2</vcpu>"),
      expect.stringContaining("added:   <vcpu placement='static'>8</vcpu>"),
    ])
  })
})
