'use client'

import { useId, useState } from 'react'
import { Icon } from '../glyphs/icon'
import { Button } from '../ui/button'
import { Checkbox, TextInput } from '../ui/field'
import { Popover } from '../ui/popover'

export type FilterOption<Value extends string> = { value: Value; label: string; count: number }

type FilterListProps<Value extends string> = {
  /** What is filtered by, such as "Power". */
  label: string
  /** Asked for when the list opens: counting 10,000 VMs at every change for a closed list would be waste. */
  options: () => readonly FilterOption<Value>[]
  /** What a chosen value is called; undefined when it is not there any more. */
  nameOf: (value: Value) => string | undefined
  chosen: readonly Value[]
  onChange: (chosen: Value[]) => void
  className?: string
}

/** More than this many options get a search of their own. */
const searchableFrom = 12

/** A filter by one or several values. The list stays open while data arrives and ticks are set. */
export function FilterList<Value extends string>({
  label,
  options,
  nameOf,
  chosen,
  onChange,
  className,
}: FilterListProps<Value>) {
  const [open, setOpen] = useState(false)
  const [only] = chosen
  const said =
    only === undefined ? 'any' : chosen.length > 1 ? `${chosen.length} chosen` : (nameOf(only) ?? 'no longer there')
  return (
    <Popover
      label={`Filter by ${label.toLowerCase()}`}
      width={280}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button className={className} tone="plain">
          {label} <span className={chosen.length === 0 ? 'font-normal text-ink-3' : 'max-w-32 truncate'}>{said}</span>
          <Icon name="chevronDown" className="size-3.5! -mr-1" />
        </Button>
      }
    >
      {open && <OpenList label={label} options={options()} chosen={chosen} onChange={onChange} />}
    </Popover>
  )
}

type OpenListProps<Value extends string> = {
  label: string
  options: readonly FilterOption<Value>[]
  chosen: readonly Value[]
  onChange: (chosen: Value[]) => void
}

function OpenList<Value extends string>({ label, options, chosen, onChange }: OpenListProps<Value>) {
  const [text, setText] = useState('')
  const listId = useId()
  const shown = options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <>
      {options.length >= searchableFrom && (
        <TextInput
          type="search"
          aria-label={`Search ${label.toLowerCase()}`}
          aria-controls={listId}
          placeholder="Search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="mb-2"
        />
      )}
      <div id={listId} role="group" aria-label={label} className="grid">
        {shown.map((option) => (
          <Checkbox
            key={option.value}
            label={
              <span className="flex gap-2">
                {option.label} <span className="text-ink-3">{option.count}</span>
              </span>
            }
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value),
              )
            }
          />
        ))}
        {shown.length === 0 && <p className="text-sm text-ink-3">Nothing matches.</p>}
      </div>
      {chosen.length > 0 && (
        <Button tone="quiet" size="small" className="mt-2 -ml-2" onClick={() => onChange([])}>
          Any {label.toLowerCase()}
        </Button>
      )}
    </>
  )
}
