'use client'

import { clsx } from 'clsx'
import { DropdownMenu as Radix } from 'radix-ui'
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { Icon } from '../glyphs/icon'
import { useFocusInPlace } from './first-press'
import { overlaysPlace } from './overlays'

export type OpenMenuProps = {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
  label?: string
  /** For entries of several lines and columns, of which there may be many. */
  isWide?: boolean
  /** It was opened by a key. */
  byKey: boolean
}

/** A menu of actions under its trigger, open at first. */
export function OpenMenu({ trigger, children, align = 'end', label, isWide = false, byKey }: OpenMenuProps) {
  const button = useFocusInPlace()
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger ref={button} asChild>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal container={overlaysPlace()}>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          // What scrolls can be reached by keyboard, also before an entry has had the focus.
          tabIndex={0}
          {...(label ? { 'aria-label': label } : {})}
          className={clsx(
            'z-40 rounded-xl border border-line-2 bg-raised py-1.5 shadow-pop knock-raised',
            isWide ? 'min-w-80' : 'min-w-56',
            // A long menu is scrolled: what lies below the edge of a phone could not be taken.
            'max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto overscroll-contain',
          )}
        >
          {children}
          {byKey && <FirstHasFocus />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Radix gives the first entry the focus where a key opened the menu, and has not heard the first one. */
function FirstHasFocus() {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const menu = place.current?.closest('[role="menu"]')
    menu?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus({ preventScroll: true })
  }, [])
  return <span ref={place} hidden />
}

const itemClass =
  'flex min-h-8 cursor-default items-center gap-2.5 px-3.5 py-1.5 text-sm text-ink outline-none select-none data-highlighted:bg-hover max-mid:min-h-11'

export type ItemProps = {
  children: ReactNode
  icon?: ReactNode
  onSelect: () => void
  tone?: 'plain' | 'danger'
  /** What it does, in one sentence under the label. */
  hint?: string
  /** Why it cannot be chosen now: stands under the label; the item stays reachable and does nothing. */
  disabledReason?: string | undefined
  /** The reason stands in the menu already, once for several items: only readers hear it here. */
  reasonIsVisible?: boolean
  keepOpen?: boolean
}

/** One action of a menu. */
export function MenuItem({
  children,
  icon,
  onSelect,
  tone = 'plain',
  hint,
  disabledReason,
  reasonIsVisible,
  keepOpen,
}: ItemProps) {
  const off = disabledReason !== undefined
  return (
    <Radix.Item
      aria-disabled={off || undefined}
      onSelect={(event) => {
        if (off || keepOpen) event.preventDefault()
        if (!off) onSelect()
      }}
      className={clsx(itemClass, tone === 'danger' && !off && 'text-fail-text!')}
    >
      {icon}
      <span className="min-w-0">
        <span className={clsx('block', off && 'text-ink-off')}>{children}</span>
        {hint !== undefined && <span className="block max-w-72 text-xs text-ink-3">{hint}</span>}
        {off && (
          <span className={reasonIsVisible ? 'sr-only' : 'block max-w-64 text-xs text-ink-3'}>{disabledReason}</span>
        )}
      </span>
    </Radix.Item>
  )
}

/** A link in a menu: where it leads is the browser's business, such as a download. */
export function MenuLink({ children, icon, href, download }: LinkProps) {
  return (
    <Radix.Item asChild className={itemClass}>
      <a href={href} {...(download ? { download: '' } : {})}>
        {icon}
        {children}
      </a>
    </Radix.Item>
  )
}
export type LinkProps = { children: ReactNode; icon?: ReactNode; href: string; download?: boolean }

export type ChoiceProps<T extends string = string> = {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** The place of the tick of what is chosen. */
export const MenuTick = () => (
  <span className="size-4">
    <Radix.ItemIndicator>
      <Icon name="check" />
    </Radix.ItemIndicator>
  </span>
)

/** A choice of one inside a menu. */
export function MenuChoice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          onSelect={(event) => event.preventDefault()}
          className={itemClass}
        >
          <MenuTick />
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export type CheckProps = { children: ReactNode; checked: boolean; onChange: (checked: boolean) => void; hint?: string }

/** Something that is on or off inside a menu. */
export function MenuCheck({ children, checked, onChange, hint }: CheckProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={itemClass}
    >
      <MenuTick />
      <span>
        <span className="block">{children}</span>
        {hint && <span className="block max-w-64 text-xs text-ink-3">{hint}</span>}
      </span>
    </Radix.CheckboxItem>
  )
}

export type LabelProps = { children: ReactNode }
export const MenuLabel = ({ children }: LabelProps) => (
  <Radix.Label className="px-3.5 pt-1.5 pb-0.5 text-xs text-ink-3">{children}</Radix.Label>
)

export const MenuLine = () => <Radix.Separator className="my-1.5 h-px bg-line" />
