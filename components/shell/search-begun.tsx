'use client'

import { Icon } from '../glyphs/icon'

type SearchBegunProps = { text: string; onType: (text: string) => void; onClose: () => void }

/** The search while its script is on its way: it takes what is typed, so that no letter of it is lost. */
export function SearchBegun({ text, onType, onClose }: SearchBegunProps) {
  return (
    <div className="fixed inset-0 z-50 grid items-start justify-items-center bg-scrim px-4 pt-24 pb-4 max-mid:pt-4">
      <div
        role="dialog"
        aria-modal="true"
        aria-label="Search and commands"
        className="w-full max-w-[560px] rounded-xl border border-line-2 bg-raised pb-2 shadow-modal knock-raised"
      >
        <div className="flex h-13 items-center gap-2.5 border-b border-line px-3.5">
          <Icon name="search" className="text-ink-3" />
          <input
            // What is typed after Ctrl K is meant for it.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            aria-label="Search VMs, questions, pages, commands"
            placeholder="VM, address, page, command"
            value={text}
            onChange={({ target }) => onType(target.value)}
            onKeyDown={({ key }) => key === 'Escape' && onClose()}
            className="min-w-0 flex-1 bg-transparent text-lg outline-none"
          />
        </div>
        <p role="status" className="px-3.5 py-6 text-center text-sm text-ink-2">
          No data yet
        </p>
      </div>
    </div>
  )
}
