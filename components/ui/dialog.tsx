'use client'

import type { DialogProps } from './dialog-frame'
import { later } from './later'
// What has the focus is followed before the first dialog comes.
import './return-focus'

/** A modal dialog: focus is kept inside and given back, Esc closes. */
export const Dialog = later<DialogProps>(
  () => import('./dialog-frame').then(({ DialogFrame }) => DialogFrame),
  ({ open }) => open,
)
