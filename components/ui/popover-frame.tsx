'use client'

import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { useFocusInPlace } from './first-press'

export type PopoverProps = {
  trigger: ReactElement
  /** The accessible name of what opens. */
  label: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  width?: number
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A panel beside its trigger; where nobody else says whether it is open, it is at first. */
export function PopoverFrame({
  trigger,
  label,
  children,
  align = 'start',
  width = 360,
  open,
  onOpenChange,
}: PopoverProps) {
  const button = useFocusInPlace()
  return (
    <Radix.Root
      {...(open === undefined ? { defaultOpen: true } : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Radix.Trigger ref={button} asChild>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          style={{ width: `min(${width}px, calc(100vw - 24px))` }}
          className="z-40 max-h-(--radix-popover-content-available-height) overflow-y-auto rounded-xl border border-line-2 bg-raised p-4 shadow-pop knock-raised"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
