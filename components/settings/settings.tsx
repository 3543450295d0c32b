'use client'

import { useId } from 'react'
import { Checkbox, Radio } from '../ui/field'
import { useSingleKeys, useTheme, type Theme } from '../ui/preferences'
import { SectionHead } from '../ui/sections'
import { Connections } from './connections'
import { DisplayLinks } from './display-links'

export function Settings() {
  return (
    <div className="grid max-w-[1180px] gap-6 p-3 mid:p-4 wide:px-5 wide:pb-5">
      <h1 className="text-lg font-semibold">Settings</h1>
      <Connections />
      <DisplayLinks />
      <ThisBrowser />
    </div>
  )
}

const themes: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Settings that this browser keeps for itself. */
function ThisBrowser() {
  const [theme, setTheme] = useTheme()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const name = useId()
  return (
    <section aria-labelledby="this-browser" className="grid gap-2">
      <SectionHead id="this-browser" title="This browser" />
      <div className="panel grid gap-4 p-4 mid:grid-cols-2">
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Appearance</legend>
          <div className="flex flex-wrap gap-x-5">
            {themes.map(({ value, label }) => (
              <Radio key={value} name={name} label={label} checked={theme === value} onChange={() => setTheme(value)} />
            ))}
          </div>
        </fieldset>
        <Checkbox
          label="Single keys"
          hint="1 to 9 answer a focused question, j and k move, g goes to a page. They never act in a text field."
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.target.checked)}
        />
      </div>
    </section>
  )
}
