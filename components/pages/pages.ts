import type { DatastoreKey, HostKey, QuestionKey, RouteId, RuleId, RunId, VmKey } from '@/lib/vsphere/ids'
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

/** Pages that have no place in the rail and no key: search leads to them, also by other words that people type. */
export const quietPages: readonly (Pick<Page, 'path' | 'label' | 'icon'> & { also?: string })[] = [
  { path: '/vms/new', label: 'Create VM', icon: 'vms', also: 'new vm, create a virtual machine' },
  { path: '/vmx', label: 'VMX viewer', icon: 'file' },
]

/** Whether a page, or one below it, is open. A run's page belongs to the history. */
export function isCurrent(page: Page, path: string): boolean {
  if (page.path === '/') return path === '/'
  if (page.path === '/history' && path.startsWith('/runs/')) return true
  return path === page.path || path.startsWith(`${page.path}/`)
}

/** The page of a VM. A key is `connection/moid`, each already fit for a path. */
export const vmPath = (vm: VmKey) => `/vms/${vm}`

export const runPath = (run: RunId) => `/runs/${encodeURIComponent(run)}`

/** The page of a datastore at one of its folders. A key is `connection/moid`, each already fit for a path. */
export const datastorePath = (datastore: DatastoreKey, folder = ''): string =>
  folder === '' ? `/datastores/${datastore}` : `/datastores/${datastore}?${new URLSearchParams({ path: folder })}`

/** Where a VM is to be made, and at a host. */
export const createVmPath = (host?: HostKey): string =>
  host === undefined ? '/vms/new' : `/vms/new?${new URLSearchParams({ host })}`

/** The page of a datastore with the form of a new VM. */
export const createVmOnPath = (datastore: DatastoreKey, host?: HostKey): string =>
  `/datastores/${datastore}?${new URLSearchParams({ create: 'vm', ...(host !== undefined && { host }) })}`

export const hostPath = (host: HostKey): string => `/hosts/${host}`

export const rulesPath = '/settings/rules'
export const rulePath = (rule: RuleId): string => `${rulesPath}/${encodeURIComponent(rule)}`
/** What the last month would have got under the rules. No rule has this id. */
export const whatIfPath = `${rulesPath}/what-if`
/** Those that wait now and that a rule would answer. */
export const ruleWaitingPath = (rule: RuleId): string => `${rulePath(rule)}/waiting`
export const signalsPath = '/settings/signals'
export const newRoutePath = `${signalsPath}/new`
export const routePath = (route: RouteId): string => `${signalsPath}/${encodeURIComponent(route)}`

/** The Board, at a question. */
export const questionPath = (question: QuestionKey): string => `/?question=${encodeURIComponent(question)}`

/** The editor with nothing in it, or with what a question says, or all that ask the same. */
export const newRulePath = (question?: QuestionKey, ofGroup = false): string =>
  question === undefined
    ? `${rulesPath}/new`
    : `${rulesPath}/new?${new URLSearchParams({ question, ...(ofGroup && { of: 'group' }) })}`

/** A segment of a page's path without its escapes; one that is no escape at all stands for itself. */
export function plainSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * Where to go after signing in: a path of this site, whatever the address said. `//host`, `/\host` and full addresses
 * lead elsewhere and become the board.
 */
export function ownPath(path: string | undefined): string {
  if (path === undefined || !/^\/(?![/\\])/u.test(path)) return '/'
  try {
    const url = new URL(path, 'http://andon.invalid')
    // `/vms/..//host` is `//host` once it is resolved.
    const own = url.host === 'andon.invalid' && !/^\/(?:\/|sign-in)/u.test(url.pathname)
    return own ? url.pathname + url.search : '/'
  } catch {
    return '/'
  }
}
