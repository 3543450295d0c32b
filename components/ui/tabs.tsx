'use client'

import { Tabs as Radix } from 'radix-ui'
import { useEffect, useRef, type ReactNode } from 'react'

export type Tab<T extends string> = { value: T; label: string; content: ReactNode }

type TabsProps<T extends string> = {
  /** The accessible name of the row of tabs. */
  label: string
  tabs: readonly Tab<T>[]
  value: T
  onChange: (value: T) => void
}

/** A row of tabs and the panel of the chosen one. */
export function Tabs<T extends string>({ label, tabs, value, onChange }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  // On a phone the row scrolls: the chosen tab is in sight also for those who come by a link. The page stays where it is.
  useEffect(() => {
    const row = list.current
    const chosen = [...(row?.querySelectorAll<HTMLElement>('[data-tab]') ?? [])].find(
      ({ dataset }) => dataset['tab'] === value,
    )
    if (!row || !chosen) return
    const [start, end] = [chosen.offsetLeft - row.offsetLeft, chosen.offsetLeft - row.offsetLeft + chosen.offsetWidth]
    if (start < row.scrollLeft || end > row.scrollLeft + row.clientWidth) {
      row.scrollLeft = start - (row.clientWidth - chosen.offsetWidth) / 2
    }
  }, [value])
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => {
        const tab = tabs.find((t) => t.value === next)
        if (tab) onChange(tab.value)
      }}
    >
      <Radix.List
        ref={list}
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            data-tab={tab.value}
            className="relative h-10 shrink-0 px-3 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-4 data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 data-[state=active]:after:bottom-0 data-[state=active]:after:h-[3px] data-[state=active]:after:bg-ink max-mid:h-11"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-3">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
