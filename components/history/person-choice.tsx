'use client'

import { clsx } from 'clsx'
import { useId, useState, type KeyboardEvent } from 'react'
import { formatNumber } from '@/lib/format/quantity'
import { withUnseenShown } from '@/lib/names/unseen'
import { Icon } from '../glyphs/icon'
import { Button } from '../ui/button'
import { TextInput } from '../ui/field'
import { Popover } from '../ui/popover'
import { Choice } from './choice'
import type { People } from './use-people'

type PersonProps = { people: People; value: string | undefined; onChange: (person: string | undefined) => void }

/** So many are looked through by eye. */
const searchableFrom = 13
/** Of more that match, one types on. */
const drawnAtMost = 100
const anybody = 'Any person'

/** A filter by person: a list while there are few, with a search where there are many. */
export function PersonChoice({ people, value, onChange }: PersonProps) {
  const [open, setOpen] = useState(false)
  if (people.names.length < searchableFrom)
    return (
      <Choice
        label="Person"
        className="mid:w-31!"
        any={anybody}
        value={value ?? ''}
        options={people.names.map((name) => [name, name])}
        onChange={(person) => onChange(person || undefined)}
      />
    )
  const said = value === undefined ? anybody : withUnseenShown(value)
  return (
    <Popover
      label="Filter by person"
      width={280}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button aria-label={`Person: ${said}`} className="justify-between! max-mid:w-full mid:w-31">
          <span className="truncate">{said}</span>
          <Icon name="chevronDown" className="size-3.5! -mr-1" />
        </Button>
      }
    >
      <Search
        people={people}
        value={value}
        onChange={(person) => {
          setOpen(false)
          onChange(person)
        }}
      />
    </Popover>
  )
}

/** A text field that leads through the names that hold what stands in it. */
function Search({ people: { names, isMore }, value, onChange }: PersonProps) {
  const id = useId()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = names.filter((name) => name.toLowerCase().includes(wanted))
  const options = [...(wanted === '' ? [undefined] : []), ...found.slice(0, drawnAtMost)]
  const [at, setAt] = useState(Math.max(0, options.indexOf(value)))
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt(Math.min(at + 1, options.length - 1)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Enter: () => at < options.length && onChange(options[at]),
  }
  const press = (event: KeyboardEvent) => {
    const work = keys[event.key]
    if (!work || event.nativeEvent.isComposing) return
    event.preventDefault()
    work()
  }
  return (
    <>
      <TextInput
        type="search"
        role="combobox"
        aria-label="Search people"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={at < options.length ? `${id}-${at}` : undefined}
        autoComplete="off"
        placeholder="Search"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
        className="mb-2"
      />
      <div id={id} role="listbox" aria-label="People" className="-mx-2 max-h-72 overflow-y-auto">
        {options.map((name, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the keys
          <div
            key={name ?? ''}
            id={`${id}-${index}`}
            role="option"
            aria-selected={name === value}
            ref={index === at ? bringIntoSight : undefined}
            onClick={() => onChange(name)}
            className={clsx(
              'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 text-sm wrap-anywhere hover:bg-hover max-mid:min-h-11',
              index === at && 'bg-select',
              name === value && 'font-semibold',
            )}
          >
            {name === undefined ? anybody : withUnseenShown(name)}
          </div>
        ))}
      </div>
      <p role="status" className="text-sm text-ink-3 empty:hidden">
        {statusText(found.length, isMore)}
      </p>
    </>
  )
}

const bringIntoSight = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

function statusText(found: number, isMore: boolean): string {
  if (found === 0) return isMore ? 'None of those listed. A press on a name in a line asks for it.' : 'Nobody matches.'
  return found > drawnAtMost ? `${formatNumber(found - drawnAtMost)} more: type on.` : ''
}
