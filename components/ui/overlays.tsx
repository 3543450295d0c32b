'use client'

import { Popover as RadixPopover, Tooltip as RadixTooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { withoutUndefined } from '@/lib/without-undefined'

const overlaysId = 'overlays'

/** Where menus and tooltips are drawn: inside the page's main landmark, outside everything that clips or is filtered. */
export const Overlays = () => <div id={overlaysId} />

/** The place, once the page has one; undefined leaves it to the body. */
export const overlaysPlace = () =>
  typeof document === 'undefined' ? undefined : (document.getElementById(overlaysId) ?? undefined)

type PopoverProps = {
  trigger: ReactElement
  /** The accessible name of what opens. */
  label: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  width?: number
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A panel beside its trigger that stays open while data arrives. */
export function Popover({ trigger, label, children, align = 'start', width = 360, open, onOpenChange }: PopoverProps) {
  return (
    <RadixPopover.Root {...withoutUndefined({ open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          style={{ width: `min(${width}px, calc(100vw - 24px))` }}
          className="z-40 max-h-(--radix-popover-content-available-height) overflow-y-auto rounded-xl border border-line-2 bg-raised p-4 shadow-pop knock-raised"
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}

type TooltipProps = {
  /** Only repeats what the trigger's accessible name or description already says. */
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactElement
}

/** Shows `text` while its trigger is hovered or focused. */
export function Tooltip({ text, side = 'top', children }: TooltipProps) {
  return (
    <RadixTooltip.Provider delayDuration={400} skipDelayDuration={200}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal container={overlaysPlace()}>
          <RadixTooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-60 max-w-80 rounded-md bg-solid px-2 py-1 text-xs text-solid-ink shadow-pop"
          >
            {text}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  )
}
