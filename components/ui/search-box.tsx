'use client'

import { useEffect, useRef } from 'react'
import { Icon } from '../glyphs/icon'
import { Key } from './badge'
import { takesKeys, useSingleKeys } from './preferences'

type SearchBoxProps = {
  /** The accessible name, such as "Search hosts". */
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
}

/** Where a list is searched; `/` leads here from anywhere on the page but a text field. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const [singleKeys] = useSingleKeys()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || !singleKeys || event.defaultPrevented) return
      if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
      // A dialog, a menu or a list that is open has the keys to itself.
      if (document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [singleKeys])
  return (
    <label className="flex h-8 w-52 items-center gap-2 rounded-md border border-line-2 bg-raised pr-2 pl-2.5 text-ink-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus max-mid:h-11 max-mid:basis-full wide:w-66">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts={singleKeys ? '/' : undefined}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-w-0 flex-1 bg-transparent text-sm text-ink outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' && singleKeys && <Key className="max-mid:hidden pointer-coarse:hidden">/</Key>}
    </label>
  )
}
