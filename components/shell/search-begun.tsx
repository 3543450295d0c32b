'use client'

import { Icon } from '../glyphs/icon'
import { focusPageAgain } from '../ui/return-focus'
import { setSearchText, useSearchText } from './search-text'

/** The look of the search, before its script has come and after. */
export const searchLook = {
  overlay: 'fixed inset-0 z-50 grid items-start justify-items-center bg-scrim px-4 pt-24 pb-4 max-mid:pt-4',
  box: 'w-full max-w-[560px] rounded-xl border border-line-2 bg-raised pb-2 shadow-modal knock-raised focus:outline-none',
  head: 'flex h-13 items-center gap-2.5 border-b border-line px-3.5',
  input: 'min-w-0 flex-1 bg-transparent text-lg outline-none',
  nothing: 'px-3.5 py-6 text-center text-sm text-ink-2',
} as const
export const searchWords = {
  label: 'Search VMs, questions, pages, commands',
  placeholder: 'VM, address, page, command',
} as const

/** The search while its script is on its way: it takes what is typed, so that no letter of it is lost. */
export function SearchBegun({ onClose }: { onClose: () => void }) {
  const text = useSearchText()
  return (
    <div className={searchLook.overlay}>
      <div role="dialog" aria-modal="true" aria-label="Search and commands" className={searchLook.box}>
        <div className={searchLook.head}>
          <Icon name="search" className="text-ink-3" />
          <input
            // What is typed after Ctrl K is meant for it.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            aria-label={searchWords.label}
            placeholder={searchWords.placeholder}
            value={text}
            onChange={({ target }) => setSearchText(target.value)}
            onKeyDown={({ key }) => {
              if (key !== 'Escape') return
              focusPageAgain()
              onClose()
            }}
            className={searchLook.input}
          />
        </div>
        <p role="status" className={searchLook.nothing}>
          No data yet
        </p>
      </div>
    </div>
  )
}
