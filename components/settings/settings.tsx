'use client'

import { useId, type ReactNode } from 'react'
import type { RouteId, RuleId } from '@/lib/vsphere/ids'
import { RuleEditor, type Edited } from '../rules/rule-editor'
import { RuleWaiting } from '../rules/rule-waiting'
import { Rules } from '../rules/rules'
import { WhatIfOfRules } from '../rules/what-if-page'
import { RouteEditor } from '../signals/route-editor'
import { Signals } from '../signals/signals'
import { Checkbox, Radio } from '../ui/field'
import { Link } from '../ui/link'
import { useSingleKeys, useTheme, type Theme } from '../ui/preferences'
import { SectionHead } from '../ui/sections'
import { Accounts } from './accounts'
import { ApiTokens } from './api-tokens'
import { BrowserSignalsSettings } from './browser-signals-settings'
import { Connections } from './connections'
import { DisplayLinks } from './display-links'
import { OverdueLimit } from './overdue-limit'
import { RecordSettings } from './record'

const tabs = {
  connections: { label: 'Connections', path: '/settings', content: <Connections /> },
  rules: { label: 'Rules', path: '/settings/rules', content: <Rules /> },
  signals: { label: 'Signals', path: '/settings/signals', content: <Signals /> },
  tokens: { label: 'API tokens', path: '/settings/tokens', content: <ApiTokens /> },
  accounts: { label: 'Accounts', path: '/settings/accounts', content: <Accounts /> },
  displays: { label: 'Displays', path: '/settings/displays', content: <Displays /> },
  record: { label: 'Record', path: '/settings/record', content: <RecordSettings /> },
  browser: { label: 'This browser', path: '/settings/browser', content: <ThisBrowser /> },
} as const

export type SettingsTab = keyof typeof tabs

/** Of the part of rules, the page of one. */
export const RuleSettings = ({ edited }: { edited: Edited }) => (
  <Settings tab="rules">
    <RuleEditor edited={edited} />
  </Settings>
)

/** Of the part of rules, what waits and fits one. */
export const RuleWaitingSettings = ({ rule }: { rule: RuleId }) => (
  <Settings tab="rules">
    <RuleWaiting rule={rule} />
  </Settings>
)

/** On a phone the links of the last parts are beyond the edge. */
function intoSight(link: HTMLElement | null): void {
  const nav = link?.parentElement
  if (nav) nav.scrollLeft = link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2
}

/** Of the part of rules, what the last month would have got. */
export const WhatIfSettings = () => (
  <Settings tab="rules">
    <WhatIfOfRules />
  </Settings>
)

/** Of the part of signals, the page of one route; undefined: a new one. */
export const SignalSettings = ({ route }: { route: RouteId | undefined }) => (
  <Settings tab="signals">
    <RouteEditor route={route} />
  </Settings>
)

/** Settings, one page for each part, led to by links below the title. @param children a page of the part in its place. */
export function Settings({ tab, children }: { tab: SettingsTab; children?: ReactNode }) {
  return (
    <div className="grid max-w-[1180px] gap-4 p-3 mid:p-4 wide:px-5 wide:pb-5">
      <h1 className="text-lg font-semibold">Settings</h1>
      <nav
        aria-label="Settings"
        className="relative -mt-3 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {Object.entries(tabs).map(([name, { label, path }]) => (
          <Link
            key={name}
            ref={name === tab ? intoSight : undefined}
            href={path}
            aria-current={name === tab ? 'page' : undefined}
            className="relative flex h-10 shrink-0 items-center px-3 text-sm font-medium whitespace-nowrap text-ink-2 no-underline hover:text-ink focus-visible:-outline-offset-4 aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-[3px] aria-[current=page]:after:bg-ink max-mid:h-11"
          >
            {label}
          </Link>
        ))}
      </nav>
      {children ?? tabs[tab].content}
    </div>
  )
}

const themes: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Displays, and what they and all lists call overdue. */
function Displays() {
  return (
    <div className="grid gap-6">
      <DisplayLinks />
      <OverdueLimit />
    </div>
  )
}

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
        <BrowserSignalsSettings />
      </div>
    </section>
  )
}
