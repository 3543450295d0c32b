import type { IconName } from '../glyphs/icon'

export type Page = {
  path: string
  label: string
  icon: IconName
  /** The key after `g`. */
  key: string
  /** In the bottom bar of a phone; the others are in its account menu. */
  phone: boolean
}

/** The pages of the console, in the order of the rail. */
export const pages: readonly Page[] = [
  { path: '/', label: 'Board', icon: 'board', key: 'b', phone: true },
  { path: '/vms', label: 'VMs', icon: 'vms', key: 'm', phone: true },
  { path: '/hosts', label: 'Hosts', icon: 'hosts', key: 'h', phone: true },
  { path: '/datastores', label: 'Datastores', icon: 'datastores', key: 'd', phone: false },
  { path: '/history', label: 'History', icon: 'history', key: 'i', phone: true },
  { path: '/settings', label: 'Settings', icon: 'settings', key: 's', phone: false },
]

/** Pages that only search leads to: they have no place in the rail and no key. */
export const quietPages: readonly Pick<Page, 'path' | 'label' | 'icon'>[] = [
  { path: '/vmx', label: 'VMX viewer', icon: 'file' },
]

/** Whether a page, or one below it, is open. A run's page belongs to the history. */
export function isCurrent(page: Page, path: string): boolean {
  if (page.path === '/') return path === '/'
  if (page.path === '/history' && path.startsWith('/runs/')) return true
  return path === page.path || path.startsWith(`${page.path}/`)
}
