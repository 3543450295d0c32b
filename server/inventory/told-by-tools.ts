import { known, notKnown, type Known } from '@/lib/vsphere/known'
import type { MissingProperty } from '../vsphere/update-set'
import { asObjects, asText, type WireObject, type WireValue } from '../vsphere/wire-value'
import { readToolsRunning } from './vm-view'
import { whyUnread } from './why-unread'

/**
 * A list of which only VMware Tools in the guest tell. Without them nobody knows it, so an empty one says nothing.
 * @param properties those of the state of the Tools and of the VM's contact too. `read`: an element; none where it says nothing.
 */
export function toldByTools<T>(
  path: 'guest.disk' | 'guest.net',
  properties: ReadonlyMap<string, WireValue>,
  missing: readonly MissingProperty[],
  read: (element: WireObject) => readonly T[],
): Known<T[]> {
  const told = asObjects(properties.get(path)).flatMap(read)
  if (told.length > 0) return known(told)
  const runs = readToolsRunning(properties.get('guest.toolsRunningStatus'), properties.get('guest.toolsStatus'))
  if (runs === false) return notKnown('VMware Tools is not running, and only that tells them.')
  const isWithheld = missing.some((one) => one.path === path)
  return runs === true && !isWithheld
    ? notKnown('VMware Tools does not tell them.')
    : notKnown(whyUnread(path, missing, asText(properties.get('runtime.connectionState'))))
}
