'use client'

import { useKept } from './preferences'

/** Whether this browser shows notifications of this page. `insecure`: none does of a page that came without HTTPS. */
export type MayNotify = 'granted' | 'denied' | 'default' | 'insecure' | 'none'

export function mayNotify(): MayNotify {
  if (typeof window === 'undefined') return 'none'
  if (!window.isSecureContext) return 'insecure'
  return typeof Notification === 'undefined' ? 'none' : Notification.permission
}

const heard = new Set<() => void>()

/** Calls when somebody was asked; a browser tells nobody of what is changed in its own settings. */
export function onPermission(changed: () => void): () => void {
  heard.add(changed)
  return () => heard.delete(changed)
}

/** The browser asks whether it may. */
export async function askToNotify(): Promise<void> {
  await Notification.requestPermission()
  for (const changed of heard) changed()
}

/** Whether a new question is a notification of the browser; off unless switched on; kept in this browser. */
export const useNotifications = (): [boolean, (on: boolean) => void] => useKept('andon.notifications', false)

/** Whether a new question sounds; as above. */
export const useChime = (): [boolean, (on: boolean) => void] => useKept('andon.chime', false)
