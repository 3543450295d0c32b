import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { HostView } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import type { DatastoreDetail } from '@/lib/files/datastore-detail'
import { known, notKnown } from '@/lib/vsphere/known'
import { connectionId, hostKey, moid } from '@/lib/vsphere/ids'
import { datastore, entry, key, show } from '../testing/show-datastore'

/** A clone was told which hosts take no VMs now, and a new VM, a definition and a registration were offered all of them. */

beforeEach(() => {
  // jsdom lays nothing out: a window of 20 rows stands in for the screen.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  history.replaceState(null, '', `/datastores/${key}`)
})

const c1 = connectionId('c1')
const host = (name: string, changes: Partial<HostView> = {}): HostView => ({
  key: hostKey(c1, moid(name)),
  connection: c1,
  moid: moid(name),
  name,
  connectionState: 'connected',
  ...changes,
})
const hosts = [
  host('esx-10'),
  host('esx-2', { inMaintenanceMode: true }),
  host('esx-3', { connectionState: 'notResponding' }),
  host('esx-4'),
  host('esx-5'),
]
const mounts = [
  { host: hosts[0]!.key, hostName: 'esx-10', access: 'readWrite', mounted: true, accessible: true },
  { host: hosts[4]!.key, hostName: 'esx-5', access: 'readOnly', mounted: true, accessible: true },
]

const detail: DatastoreDetail = {
  key,
  name: 'tank',
  storedName: 'tank',
  type: 'NFS',
  backing: [],
  mounts: notKnown('The host does not say.'),
  vms: known([]),
}

test.each(['Create VM', 'Define VM', 'Register as VM'])(
  '%s: a host that takes no VMs now, or has not the datastore, says why',
  async (title) => {
    const notNow = failed({ blame: 'ours', code: 'busy', sentence: 'Not now.' } as const)
    const entries = [entry('web.vmx', { kind: 'vmConfig' })]
    const { user } = show({
      tables: { datastores: [datastore()], hosts },
      actions: {
        readNewVmOptions: () => Promise.resolve(notNow),
        readDatastoreDetail: () => Promise.resolve(ok({ ...detail, mounts: known(mounts) })),
        browseDatastore: (_, folder) => Promise.resolve(ok({ datastore: key, folder, entries, clock: 'ours' })),
      },
    })
    if (title === 'Register as VM') {
      await user.click(await screen.findByRole('button', { name: 'Actions for web.vmx' }))
      await user.click(await screen.findByRole('menuitem', { name: title }))
    } else await user.click(await screen.findByRole('button', { name: title }))
    const form = within(await screen.findByRole('dialog', { name: title }))
    await form.findByRole('option', { name: /^esx-4, has not/ })
    const choices = within(form.getByRole('combobox', { name: 'Host' })).getAllByRole<HTMLOptionElement>('option')
    expect(choices.map(({ text, disabled }) => [text, disabled])).toEqual([
      ['Any that has the datastore', false],
      ['esx-2, in maintenance mode', true],
      ['esx-3, vCenter has no contact with it', true],
      ['esx-4, has not mounted the datastore', true],
      ['esx-5, has it mounted to be read only', true],
      ['esx-10', false],
    ])
  },
)

test('a host that may be among the mounts that cannot be read can be chosen, and the words say that nobody knows', async () => {
  const notNow = failed({ blame: 'ours', code: 'busy', sentence: 'Not now.' } as const)
  const { user } = show({
    tables: { datastores: [datastore()], hosts },
    actions: {
      readNewVmOptions: () => Promise.resolve(notNow),
      readDatastoreDetail: () => Promise.resolve(ok({ ...detail, mounts: known(mounts, 1) })),
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Create VM' }))
  const form = within(await screen.findByRole('dialog', { name: 'Create VM' }))
  const unsure = await form.findByRole<HTMLOptionElement>('option', { name: /^esx-4, not known/ })
  expect([unsure.text, unsure.disabled]).toEqual(['esx-4, not known whether it has mounted the datastore', false])
  await user.selectOptions(form.getByRole('combobox', { name: 'Host' }), unsure)
  expect(
    form.getByRole('combobox', { name: 'Host', description: 'Not known whether esx-4 has mounted the datastore.' }),
  ).toBeTruthy()
})

test('the way to a new VM that began at a host has the form open with that host, once', async () => {
  history.replaceState(null, '', `/datastores/${key}?create=vm&host=${encodeURIComponent(hosts[0]!.key)}`)
  const notNow = failed({ blame: 'ours', code: 'busy', sentence: 'Not now.' } as const)
  const { user } = show({
    tables: { datastores: [datastore()], hosts },
    actions: { readNewVmOptions: () => Promise.resolve(notNow) },
  })
  const form = within(await screen.findByRole('dialog', { name: 'Create VM' }))
  expect(form.getByRole<HTMLSelectElement>('combobox', { name: 'Host' }).value).toBe(hosts[0]!.key)
  await user.click(form.getByRole('button', { name: 'Cancel' }))
  expect(location.search).toBe('')
})

test('who may only look, and comes by such an address, has no form', async () => {
  history.replaceState(null, '', `/datastores/${key}?create=vm`)
  show({ tables: { datastores: [datastore()], hosts }, role: 'viewer' })
  expect((await screen.findByRole('button', { name: 'Create VM' })).getAttribute('aria-disabled')).toBe('true')
  expect(screen.queryByRole('dialog')).toBeNull()
})
