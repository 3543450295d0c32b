import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { failed, ok } from '@/lib/result'
import { aConnection, aVm, tablesOf } from '../../testing/vm-fixtures'
import { action, off, showVmPage } from '../testing/show-vm-page'

/** A new VM said that its name is taken, and a copy, a clone and a new name did not: their runs failed in the middle. */

const other = aVm('web-01')

test.each([
  ['esx', 'Copy', 'Copy: db/primary'],
  ['esx', 'Rename', 'Rename: db/primary'],
  ['vcenter', 'Clone', 'Clone: db/primary'],
] as const)('a name that another VM of a %s has is said before: %s', async (kind, item, title) => {
  const { user } = showVmPage(tablesOf({ connections: [aConnection('c1', { kind })], vms: [off, other] }), {
    readVmPlaces: () => Promise.resolve(failed({ blame: 'ours', code: 'busy', sentence: 'Not now.' })),
    readNameTaken: async (_, name) => ok([off.name, other.name].includes(name)),
  })
  await user.click(action('More'))
  await user.click(await screen.findByRole('menuitem', { name: item }))
  const form = within(await screen.findByRole('dialog', { name: title }))
  const name = form.getByRole('textbox', { name: 'Name' })
  fireEvent.change(name, { target: { value: off.name } })
  // Its own name is no other VM's, where it is what is renamed.
  const warning = /Another VM has this name\./
  if (item === 'Rename') expect(form.queryByText(warning)).toBeNull()
  else expect(await form.findByText(warning)).toBeTruthy()
  // What was said of another name is not said of this one.
  fireEvent.change(name, { target: { value: 'web-02' } })
  expect(form.queryByText(warning)).toBeNull()
  fireEvent.change(name, { target: { value: other.name } })
  expect(await form.findByText(warning)).toBeTruthy()
})
