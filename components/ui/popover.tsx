'use client'

import { useEffect } from 'react'
import { useFirstPress, type Trigger } from './first-press'
import { later } from './later'
import type { PopoverProps } from './popover-frame'

const Frame = later<PopoverProps>(() => import('./popover-frame').then(({ PopoverFrame }) => PopoverFrame))

/** A panel beside its trigger that stays open while data arrives. */
export function Popover(props: PopoverProps & { trigger: Trigger }) {
  const { open, onOpenChange } = props
  const { first, alone } = useFirstPress(props.trigger, 'dialog')
  // Who opens it elsewhere hears of the press.
  useEffect(() => {
    if (first) onOpenChange?.(true)
    // oxlint-disable-next-line react/exhaustive-deps -- it was one press
  }, [first])
  return first || open ? <Frame {...props} meanwhile={alone} /> : alone
}
