import type { DataObject } from '../vim25/value'

/* Parts that many devices of many VMs have in common. */

const parts = new Map<string, DataObject>()

export const info = (label: string, summary = label): DataObject =>
  once(`info ${label} ${summary}`, () => ({ label, summary }))

/** Equal parts of many VMs are one object; values are never changed in place. */
export function once(key: string, make: () => DataObject): DataObject {
  const known = parts.get(key)
  if (known !== undefined) return known
  const made = make()
  if (parts.size < 5_000) parts.set(key, made)
  return made
}

/** How a connectable device stands. */
export const connectInfo = (startConnected: boolean, connected: boolean): DataObject =>
  once(`connect ${startConnected} ${connected}`, () => ({
    migrateConnect: 'unset',
    startConnected,
    allowGuestControl: true,
    connected,
    status: connected ? 'ok' : 'untried',
  }))
