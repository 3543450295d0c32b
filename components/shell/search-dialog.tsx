'use client'

import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import type { BoardTables, HeldTables } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import { verbLabel } from '@/lib/runs/verb'
import { knownPower, type VmView } from '@/lib/vsphere/vm'
import { useAccount, useConsoleActions } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive, useLiveWith, useServerNow } from '../live/live-provider'
import { usePlaceText } from '../live/place'
import { runPath, vmPath } from '../pages/pages'
import { Key } from '../ui/badge'
import { unreachable } from '../ui/confirm'
import { ErrorNotice } from '../ui/notice'
import { useTheme } from '../ui/preferences'
import { useReturnFocus } from '../ui/return-focus'
import { noFigures, useTellLook } from '../vm/tell-look'
import { formatAge } from '../words/age'
import { searchLook, searchWords } from './search-begun'
import { searchAll, type VmCommand } from './search-results'
import { endTypingAhead, setSearchText, useSearchText } from './search-text'

export type SearchDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** Ctrl K: finds VMs, waiting questions and pages, and starts what loses nothing. */
export function SearchDialog({ open, onOpenChange }: SearchDialogProps) {
  const focus = useReturnFocus()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={searchLook.overlay}>
          <Radix.Content
            aria-describedby={undefined}
            aria-modal="true"
            onOpenAutoFocus={(event) => {
              focus.remember()
              goOnTyping(event)
            }}
            onCloseAutoFocus={focus.giveBack}
            className={searchLook.box}
          >
            <Radix.Title className="sr-only">Search and commands</Radix.Title>
            <Search close={() => onOpenChange(false)} />
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** What was typed before it was there stays: a field that is focused by Radix has its text selected, and the next letter in its place. */
function goOnTyping(event: Event): void {
  const field = event.currentTarget instanceof HTMLElement ? event.currentTarget.querySelector('input') : null
  if (!field) return
  event.preventDefault()
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}

const readBoard = (tables: BoardTables) => tables
const allVms = { vms: 'all' } as const
const readVms = ({ vms }: Pick<HeldTables, 'vms'>) => vms

function Search({ close }: { close: () => void }) {
  const router = useRouter()
  const actions = useConsoleActions()
  const { role } = useAccount()
  const [, setTheme] = useTheme()
  const now = useServerNow()
  const placeOf = usePlaceText()
  const ofVm = ({ connection, host }: VmView) => placeOf({ connection, host: host?.name })
  const text = useSearchText()
  // Typing is never held up by the search.
  const wanted = useDeferredValue(text)
  const [error, setError] = useState<ConsoleError>()
  const board = useLive(readBoard)
  const vms = useLiveWith(allVms, readVms)
  useTellLook(noFigures)
  const tables = useMemo(() => board && { ...board, vms }, [board, vms])
  // One picture of the tables per letter that is typed: results do not move under the pointer while data arrives.
  const [picture, setPicture] = useState(tables)
  // VMs that come after the letter are searched as well, and then that is the picture.
  if (!picture?.vms && tables?.vms) setPicture(tables)
  const searched = picture?.vms ? picture : tables
  const found = useMemo(() => searched && searchAll(searched, wanted, role), [searched, wanted, role])
  const values = found ? valuesOf(found, text === '') : []
  // The first is chosen until somebody goes to another: what comes while people type must not leave Enter without one.
  const [moved, setMoved] = useState({ text: '', value: '' })
  const chosen = moved.text === wanted && values.includes(moved.value) ? moved.value : (values[0] ?? '')
  const move = (value: string) => {
    if (wanted === text) setMoved({ text, value })
  }
  const type = (next: string) => {
    setSearchText(next)
    setPicture(tables)
  }

  const go = (path: string) => {
    close()
    router.push(path)
  }
  const start = async ({ row, verb, disabledReason }: VmCommand) => {
    if (disabledReason !== undefined) return
    setError(undefined)
    try {
      const result = await actions.startRun(row.key, { verb })
      if (result.ok) go(vmPath(row.key))
      else setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
  }

  return (
    <Command label={searchWords.label} shouldFilter={false} loop value={chosen} onValueChange={move}>
      <div className={searchLook.head}>
        <Icon name="search" className="text-ink-3" />
        <Command.Input
          value={text}
          onValueChange={type}
          onFocus={endTypingAhead}
          placeholder={searchWords.placeholder}
          className={searchLook.input}
        />
        <Key className="max-mid:hidden">Esc</Key>
      </div>
      {error && <ErrorNotice error={error} className="mx-3.5 mt-3" />}
      <Command.List className="max-h-[min(60vh,480px)] overflow-y-auto" label="Results">
        <Command.Empty className={searchLook.nothing}>
          {!found ? 'No data yet' : vms ? 'Nothing matches' : 'Nothing matches. The VMs are still being loaded.'}
        </Command.Empty>
        <Group heading="Waiting for an answer" show={!!found?.questions.length}>
          {found?.questions.map((question) => (
            <Item
              key={question.key}
              value={valueOf.question(question)}
              glyph={<StatusGlyph glyph="waiting" />}
              onSelect={() => go(question.run ? runPath(question.run) : vmPath(question.vm))}
              note={placeOf({ connection: question.connection, host: question.hostName })}
            >
              <strong className="font-semibold whitespace-pre">{question.vmName}</strong>{' '}
              {question.task ? `${question.task.label}, waits ` : 'waits '}
              {formatAge(now - Date.parse(question.raisedAt))}
            </Item>
          ))}
        </Group>
        <Group heading="VMs" show={!!found?.vms.length}>
          {found?.vms.map(({ vm }) => (
            <Item
              key={vm.key}
              value={valueOf.vm(vm)}
              glyph={<StatusGlyph glyph={knownPower(vm)} className="text-ink-3" />}
              onSelect={() => go(vmPath(vm.key))}
              note={ofVm(vm)}
            >
              <strong className="font-semibold whitespace-pre">{vm.name}</strong>
            </Item>
          ))}
        </Group>
        <Group heading="Pages" show={!!found?.pages.length}>
          {found?.pages.map((page) => (
            <Item
              key={page.path}
              value={valueOf.page(page)}
              glyph={<Icon name={page.icon} className="text-ink-3" />}
              onSelect={() => go(page.path)}
            >
              {page.label}
            </Item>
          ))}
        </Group>
        <Group heading="Commands" show={!!found?.commands.length || text === ''}>
          {found?.commands.map((command) => (
            <Item
              key={`${command.verb} ${command.row.key}`}
              value={valueOf.command(command)}
              glyph={<Icon name="power" className="text-ink-3" />}
              onSelect={() => void start(command)}
              disabledReason={command.disabledReason}
              note={ofVm(command.row.vm)}
            >
              {verbLabel[command.verb]} <strong className="font-semibold whitespace-pre">{command.row.vm.name}</strong>
            </Item>
          ))}
          {text === '' &&
            themes.map((theme) => (
              <Item
                key={theme}
                value={valueOf.theme(theme)}
                glyph={<Icon name="sun" className="text-ink-3" />}
                onSelect={() => {
                  setTheme(theme)
                  close()
                }}
              >
                {theme === 'system' ? "Use the system's colours" : `Use ${theme} colours`}
              </Item>
            ))}
        </Group>
      </Command.List>
    </Command>
  )
}

const themes = ['light', 'dark', 'system'] as const

type Found = ReturnType<typeof searchAll>

/** What the list knows a result by. */
const valueOf = {
  question: ({ key }: Found['questions'][number]) => `question ${key}`,
  vm: ({ key }: VmView) => `vm ${key}`,
  page: ({ path }: Found['pages'][number]) => `page ${path}`,
  command: ({ verb, row }: VmCommand) => `${verb} ${row.key}`,
  theme: (theme: (typeof themes)[number]) => `theme ${theme}`,
}

/** All results in the order in which they stand. */
const valuesOf = ({ questions, vms, pages, commands }: Found, withThemes: boolean): string[] => [
  ...questions.map(valueOf.question),
  ...vms.map(({ vm }) => valueOf.vm(vm)),
  ...pages.map(valueOf.page),
  ...commands.map(valueOf.command),
  ...(withThemes ? themes.map(valueOf.theme) : []),
]

function Group({ heading, show, children }: { heading: string; show: boolean; children: ReactNode }) {
  if (!show) return null
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  )
}

type ItemProps = {
  value: string
  glyph: ReactNode
  children: ReactNode
  note?: ReactNode
  onSelect: () => void
  disabledReason?: string | undefined
}

function Item({ value, glyph, children, note, onSelect, disabledReason }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex cursor-default items-center gap-2.5 px-3.5 py-2 text-sm data-[selected=true]:bg-select max-mid:min-h-11"
    >
      {glyph}
      <span className="min-w-0 truncate">{children}</span>
      <span className="ml-auto max-w-[50%] shrink-0 truncate text-right text-xs text-ink-3">
        {note}
        {disabledReason !== undefined && <span className="block truncate">{disabledReason}</span>}
      </span>
    </Command.Item>
  )
}
