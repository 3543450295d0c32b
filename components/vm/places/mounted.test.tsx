import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import type { VmPlaces } from '@/lib/runs/vm-places'
import { known } from '@/lib/vsphere/known'
import { moid, runId } from '@/lib/vsphere/ids'
import { aConnection, tablesOf } from '../../testing/vm-fixtures'
import { action, off, showVmPage } from '../testing/show-vm-page'

/** A host that has not mounted where the files are, or are to be, could be chosen: the run failed at the server. */

const host = (name: string, datastores: string[], unread?: number) => ({
  moid: moid(name),
  name,
  compute: moid('c-1'),
  connectionState: 'connected',
  datastores: known(datastores.map(moid), unread),
})
const places: VmPlaces = {
  here: { host: moid('esx-01'), datastores: [moid('san-01')] },
  hosts: [host('esx-01', ['san-01']), host('esx-02', ['san-02'])],
  pools: [],
  folders: [],
  datastores: ['san-01', 'san-02'].map((name) => ({ moid: moid(name), name })),
}

async function open(item: 'Clone' | 'Migrate', told: VmPlaces) {
  const startRun = vi.fn<ConsoleActions['startRun']>(async () => ok({ run: runId('r1') }))
  const { user } = showVmPage(tablesOf({ connections: [aConnection('c1', { kind: 'vcenter' })], vms: [off] }), {
    readVmPlaces: async () => ok(told),
    readNameTaken: async () => ok(false),
    startRun,
  })
  await user.click(action('More'))
  await user.click(await screen.findByRole('menuitem', { name: item }))
  const form = within(await screen.findByRole('dialog', { name: `${item}: ${off.name}` }))
  const hosts = await form.findByRole<HTMLSelectElement>('combobox', { name: 'Host' })
  const datastores = form.getByRole<HTMLSelectElement>('combobox', { name: 'Datastore' })
  const offered = ({ options } = hosts) => [...options].slice(1).map(({ text, disabled }) => [text, disabled])
  return { user, form, hosts, datastores, offered, startRun }
}

test.each(['Clone', 'Migrate'] as const)('%s: files and host are at the same place', async (item) => {
  const { user, form, hosts, datastores, offered, startRun } = await open(item, places)
  const wrong = { name: 'Datastore', description: /Choose a datastore: esx-02 has not mounted san-01\./ }
  if (item === 'Clone') await user.type(form.getByRole('textbox', { name: 'Name' }), 'web-02')

  // The files stay on what the other host does not have: its field says so, and nothing is sent.
  await user.selectOptions(hosts, 'esx-02')
  await user.click(form.getByRole('button', { name: item }))
  expect(form.queryByRole('combobox', wrong)).toBeTruthy()
  expect(startRun).not.toHaveBeenCalled()

  await user.selectOptions(datastores, 'san-02')
  expect(offered()).toEqual([
    ['esx-01, has not mounted san-02', true],
    ['esx-02', false],
  ])
  await user.click(form.getByRole('button', { name: item }))
  expect(startRun).toHaveBeenCalledOnce()
  expect(startRun.mock.calls[0]?.[1]).toMatchObject({ host: moid('esx-02'), datastore: moid('san-02') })
})

test.each(['Clone', 'Migrate'] as const)(
  '%s: what a host may have mounted is offered with what is not known',
  async (item) => {
    const esx2 = host('esx-02', ['san-02'], 1)
    const { user, form, hosts, datastores, offered, startRun } = await open(item, {
      ...places,
      hosts: [places.hosts[0]!, esx2],
    })
    if (item === 'Clone') await user.type(form.getByRole('textbox', { name: 'Name' }), 'web-02')
    await user.selectOptions(hosts, 'esx-02')
    expect(offered(datastores)).toEqual([
      ['san-01, not known whether esx-02 has it mounted', false],
      ['san-02', false],
    ])
    const unsure = { name: 'Datastore', description: 'Not known whether esx-02 has mounted san-01.' }
    expect(form.queryByRole('combobox', unsure)).toBeTruthy()
    await user.selectOptions(datastores, 'san-01')
    expect(offered()).toEqual([
      ['esx-01, where it is now', false],
      ['esx-02, not known whether it has mounted san-01', false],
    ])
    await user.click(form.getByRole('button', { name: item }))
    expect(startRun).toHaveBeenCalledOnce()
  },
)
