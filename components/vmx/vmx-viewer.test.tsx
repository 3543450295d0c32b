import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { VmxViewer } from './vmx-viewer'

const fileOf = (name: string, ...parts: BlobPart[]) => new File(parts, name)
const choose = async (file: File) => {
  render(<VmxViewer />)
  const user = userEvent.setup({ applyAccept: false })
  await user.upload(screen.getByLabelText('VMX file'), file)
  return user
}

describe('a VMX file without any host', () => {
  test('says that nothing of it is sent', () => {
    render(<VmxViewer />)
    expect(screen.getByText(/stays in this browser: nothing of it is sent/)).toBeTruthy()
  })

  test('is shown decoded, under its own name, with no way to edit it', async () => {
    await choose(fileOf('R&D <lab>.vmx', 'displayName = "caf|C3|A9"\nmemsize = "2048"'))
    const table = await screen.findByRole('table', { name: 'Keys of the file' })
    expect(within(table).getByText('2 GB')).toBeTruthy()
    expect(screen.getByText('R&D <lab>.vmx')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Edit/ })).toBeNull()
  })

  test('can be dropped', async () => {
    render(<VmxViewer />)
    const target = screen.getByText('Drop a .vmx file here')
    fireEvent.drop(target, { dataTransfer: { files: [fileOf('a.vmx', 'numvcpus = "4"')], types: ['Files'] } })
    expect(await screen.findByText('4 vCPU')).toBeTruthy()
  })

  test('in windows-1252 is decoded as it declares, with the encoding said', async () => {
    const bytes = new Uint8Array([...Buffer.from('.encoding = "windows-1252"\ndisplayName = "caf'), 0xe9, 0x22])
    await choose(fileOf('a.vmx', bytes))
    expect(await screen.findByText('café')).toBeTruthy()
    expect(screen.getByText('windows-1252', { selector: 'dd' })).toBeTruthy()
  })

  test('with bytes that are not in its encoding, a NUL, a key set twice and an open quote is still shown', async () => {
    const bytes = new Uint8Array([
      ...Buffer.from('displayName = "caf'),
      0xe9,
      ...Buffer.from('"\na = "x\0y"\na = "z"\nb = "open'),
    ])
    await choose(fileOf('a.vmx', bytes))
    const problems = await screen.findByRole('list', { name: 'Problems' })
    for (const words of ['shown as windows-1252', 'holds a NUL byte', 'is set again', 'never closed']) {
      expect(problems.textContent).toContain(words)
    }
    expect(screen.getByText('x‹NUL›y')).toBeTruthy()
  })

  test('of more than 4 MiB is read in part, and says so; search looks at all that was read', async () => {
    const lines = 'a.key.with.a.name = "some value of some length here"\n'.repeat(90_000) + 'last = "1"'
    const user = await choose(fileOf('a.vmx', `needle = "hay"\n${lines}`))
    expect((await screen.findAllByText(/Only the first 4 MiB are read/)).length).toBeGreaterThan(0)
    expect(screen.getByRole('button', { name: /^Show more of the/ })).toBeTruthy()
    await user.click(screen.getByRole('searchbox'))
    await user.paste('hay')
    expect(screen.getAllByRole('row')).toHaveLength(2)
  })

  test('of more than 50 MB is refused before it is read', async () => {
    const file = fileOf('disk-flat.vmdk', 'x')
    Object.defineProperty(file, 'size', { value: 51 * 1024 * 1024 })
    await choose(file)
    expect(screen.getByRole('alert').textContent).toBe(
      '"disk-flat.vmdk" has 51.0 MB. Files up to 50 MB can be opened; a VMX has some 10 KB.',
    )
  })

  test('that is empty says that there is no key in it', async () => {
    await choose(fileOf('a.vmx', ''))
    expect(await screen.findByText('There is no key in this file')).toBeTruthy()
  })

  test('that cannot be read, such as a folder, is named', async () => {
    const file = fileOf('folder', '')
    file.arrayBuffer = () => Promise.reject(new Error('NotReadableError'))
    await choose(file)
    expect((await screen.findByRole('alert')).textContent).toContain('could not read "folder"')
  })
})
