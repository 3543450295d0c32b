import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import type { GuestDisk } from '@/lib/vsphere/vm'
import { fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { tablesOf } from '../testing/vm-fixtures'
import { GuestDisks } from './guest-disks'

const GB = 1024 ** 3
const devices = known([{ key: 2000, type: 'VirtualDisk', label: 'Hard disk 1 ', summary: '' }])
const now = Date.parse('2026-11-22T10:06:18Z')
const show = (guestDisks: Known<GuestDisk[]>, onReadAgain = () => {}) => {
  const readAt = '2026-11-22T10:02:10Z'
  render(
    <FixtureLive feed={fixtureFeed(tablesOf({}), now)}>
      <GuestDisks guestDisks={guestDisks} devices={devices} readAt={readAt} onReadAgain={onReadAgain} />
    </FixtureLive>,
  )
}
const lines = (disks: GuestDisk[]) => {
  show(known(disks))
  return screen.getAllByRole('listitem')
}

test('each file system says how full it is and where it lies; one with less than a tenth free is marked', () => {
  const [full, tight, roomy, odd] = lines([
    { path: 'C:\\', capacityBytes: 40 * GB, freeBytes: 0, fileSystem: 'NTFS', devices: [2000, 2001] },
    { path: '/var', capacityBytes: 100 * GB, freeBytes: 9.9 * GB },
    { path: '/srv', capacityBytes: 100 * GB, freeBytes: 10 * GB },
    { path: '/more than all', capacityBytes: GB, freeBytes: 2 * GB },
  ])
  expect(full?.textContent).toBe('C:\\Nearly full40.0 GB of 40.0 GBNTFS, Hard disk 1, disk 2001')
  expect(within(tight!).getByText('Nearly full')).toBeTruthy() // it was given
  expect(roomy?.textContent).toBe('/srv90.0 GB of 100.0 GB')
  expect(odd?.textContent).toBe('/more than all0 bytes of 1.0 GB')
})

test('what is not told is not said to be nothing', () => {
  const [unsized, unused] = lines([{ path: '/a' }, { path: '/b', capacityBytes: GB }])
  expect([unsized?.textContent, unused?.textContent]).toEqual(['/asize not told', '/b1.0 GB, use not told'])
  show(notKnown('VMware Tools is not running, and only that tells them.'))
  expect(screen.getByText(/VMware Tools is not running/).textContent).toMatch(/^They are not known\./)
})

test('it says when they were read, and reads them again on a press', async () => {
  const again = vi.fn()
  show(known([{ path: '/', capacityBytes: GB, freeBytes: GB / 2 }]), again)
  expect(screen.getByText('as of 4 min ago').getAttribute('datetime')).toBe('2026-11-22T10:02:10Z')
  await userEvent.click(screen.getByRole('button', { name: 'Read again' }))
  expect(again).toHaveBeenCalledOnce()
})
