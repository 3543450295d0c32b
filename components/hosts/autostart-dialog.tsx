'use client'

import { useCallback, useMemo, useState } from 'react'
import {
  asDefault,
  starts,
  stopActions,
  stopActionWord,
  type AutostartEntry,
  type HostAutostart,
} from '@/lib/hardware/autostart'
import type { HostView, HeldTables } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import type { Result } from '@/lib/result'
import type { VmKey } from '@/lib/vsphere/ids'
import { shallowEqual, useLiveWith } from '../live/live-provider'
import { Button } from '../ui/button'
import { Checkbox, Field, FieldError, NativeSelect, TextInput } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { Disclosure } from '../ui/sections'
import { movedEntries, numbered, onlyTold, secondsOf, textOf, type Entry } from './autostart-form'

type AutostartDialogProps = {
  host: HostView
  autostart: HostAutostart
  /** Resolves when the host has taken it. */
  onSave: (after: HostAutostart) => Promise<Result<unknown>>
  onClose: () => void
}

/** Defaults of the host, and its VMs in the order in which they start. */
export function AutostartDialog({ host, autostart, onSave, onClose }: AutostartDialogProps) {
  const { defaults } = autostart
  const [enabled, setEnabled] = useState(defaults.enabled === true)
  const [waits, setWaits] = useState(defaults.waitForHeartbeat === true)
  const [startDelay, setStartDelay] = useState(textOf(defaults.startDelay))
  const [stopDelay, setStopDelay] = useState(textOf(defaults.stopDelay))
  const [stopAction, setStopAction] = useState(defaults.stopAction ?? '')
  const [entries, setEntries] = useState<readonly Entry[]>(autostart.entries)
  const [tried, setTried] = useState(false)
  const [said, setSaid] = useState('')
  const others = useOthers(host, entries)
  const read = { startDelay: secondsOf(startDelay), stopDelay: secondsOf(stopDelay) }

  const edit = (vm: VmKey, change: Partial<AutostartEntry>) =>
    setEntries((all) => all.map((entry) => (entry.vm === vm ? { ...entry, ...change } : entry)))
  const move = (at: number, by: -1 | 1) => {
    const moved = movedEntries(entries, at, by)
    setEntries(moved)
    const entry = moved.find(({ vm }) => vm === entries[at]?.vm)
    if (entry) setSaid(`${entry.name}: ${entry.order < 0 ? 'in any order' : `place ${entry.order}`}`)
  }
  const add = (vm: VmKey) => {
    const name = others.find(({ key }) => key === vm)?.name
    if (name !== undefined) setEntries((all) => numbered([...all, { ...asDefault(vm), name, order: all.length + 1 }]))
  }

  const send = () => {
    setTried(true)
    if (read.startDelay === null || read.stopDelay === null) return undefined
    if (entries.some((entry) => Number.isNaN(entry.startDelay + entry.stopDelay))) return undefined
    const after = {
      enabled,
      waitForHeartbeat: waits,
      ...(read.startDelay !== undefined && { startDelay: read.startDelay }),
      ...(read.stopDelay !== undefined && { stopDelay: read.stopDelay }),
      ...(stopAction !== '' && { stopAction }),
    }
    return onSave({ defaults: onlyTold(after, defaults), entries: [...entries] })
  }

  return (
    <FormDialog
      title={`Autostart: ${host.name}`}
      description="Which VMs start when the host has booted, and what becomes of them before it goes down."
      verb="Change"
      width="wide"
      send={send}
      onClose={onClose}
    >
      <Checkbox
        label="VMs start and stop with the host"
        checked={enabled}
        onChange={(event) => setEnabled(event.target.checked)}
        hint={enabled ? undefined : 'Off: nothing of what follows happens.'}
      />
      <div className="grid items-start gap-3 mid:grid-cols-3">
        <DelayField label="Start delay" text={startDelay} onText={setStartDelay} tried={tried} />
        <DelayField label="Stop delay" text={stopDelay} onText={setStopDelay} tried={tried} />
        <Field label="When the host goes down">
          {(control) => (
            <NativeSelect {...control} value={stopAction} onChange={(event) => setStopAction(event.target.value)}>
              <StopOptions present={stopAction} none="not known" />
            </NativeSelect>
          )}
        </Field>
      </div>
      <Checkbox
        label="Go on as soon as VMware Tools answer"
        checked={waits}
        onChange={(event) => setWaits(event.target.checked)}
        hint="Else the next VM waits for the whole start delay."
      />
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-semibold">VMs in their order</legend>
        {entries.length === 0 && <p className="text-sm text-ink-2">No VM is listed.</p>}
        <ol aria-label="VMs in their order" className="grid gap-1.5">
          {entries.map((entry, at) => (
            <EntryRow
              key={entry.vm}
              entry={entry}
              first={at === 0 && entry.order >= 1}
              last={entry.order < 0}
              onEdit={(change) => edit(entry.vm, change)}
              onMove={(by) => move(at, by)}
              onRemove={() => setEntries((all) => numbered(all.filter(({ vm }) => vm !== entry.vm)))}
            />
          ))}
        </ol>
        <p role="status" className="sr-only">
          {said}
        </p>
        {others.length > 0 && (
          <Field label="Add a VM of this host">
            {(control) => (
              <NativeSelect {...control} value="" onChange={(event) => add(event.target.value as VmKey)}>
                <option value="">Choose one</option>
                {others.map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        )}
      </fieldset>
    </FormDialog>
  )
}

type EntryRowProps = {
  entry: Entry
  first: boolean
  last: boolean
  onEdit: (change: Partial<AutostartEntry>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

function EntryRow({ entry, first, last, onEdit, onMove, onRemove }: EntryRowProps) {
  const { name } = entry
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="w-8 shrink-0 text-sm text-ink-2 tabular-nums">{entry.order < 0 ? 'any' : entry.order}</span>
        <bdi className="min-w-0 flex-1 basis-40 text-left font-medium wrap-anywhere whitespace-pre-wrap">{name}</bdi>
        <span className="flex gap-1.5">
          <Button
            size="small"
            aria-label={`Earlier: ${name}`}
            onClick={() => onMove(-1)}
            disabledReason={first ? 'It is the first.' : undefined}
          >
            Earlier
          </Button>
          <Button
            size="small"
            aria-label={`Later: ${name}`}
            onClick={() => onMove(1)}
            disabledReason={last ? 'It starts after all that have a place.' : undefined}
          >
            Later
          </Button>
          <Button size="small" tone="quiet" aria-label={`Take off the list: ${name}`} onClick={onRemove}>
            Take off
          </Button>
        </span>
      </div>
      <Disclosure
        summary={`${starts(entry) ? 'Starts' : 'Does not start'}; ${stopActionWord(entry.stopAction).toLowerCase()} when the host goes down`}
      >
        <div className="grid items-start gap-3 pt-2 text-sm mid:grid-cols-2">
          <Checkbox
            label="Starts with the host"
            checked={starts(entry)}
            onChange={(event) => onEdit({ startAction: event.target.checked ? 'powerOn' : 'none' })}
          />
          <Field label="Waits for VMware Tools">
            {(control) => (
              <NativeSelect
                {...control}
                value={entry.waitForHeartbeat}
                onChange={(event) =>
                  onEdit({ waitForHeartbeat: event.target.value as AutostartEntry['waitForHeartbeat'] })
                }
              >
                <option value="systemDefault">As the host’s default</option>
                <option value="yes">Yes</option>
                <option value="no">No</option>
              </NativeSelect>
            )}
          </Field>
          <OwnDelay label="Start delay" delay={entry.startDelay} onDelay={(startDelay) => onEdit({ startDelay })} />
          <OwnDelay label="Stop delay" delay={entry.stopDelay} onDelay={(stopDelay) => onEdit({ stopDelay })} />
          <Field label="When the host goes down">
            {(control) => (
              <NativeSelect
                {...control}
                value={entry.stopAction}
                onChange={(event) => onEdit({ stopAction: event.target.value })}
              >
                <StopOptions present={entry.stopAction} none={undefined} />
              </NativeSelect>
            )}
          </Field>
        </div>
      </Disclosure>
    </li>
  )
}

/** The API’s words, and whatever else the host says now: it has to stay as it is. */
function StopOptions({ present, none }: { present: string; none: string | undefined }) {
  const words = none === undefined ? ['systemDefault', ...stopActions] : [...stopActions]
  const known = words.find((word) => word.toLowerCase() === present.toLowerCase())
  return (
    <>
      {none !== undefined && present === '' && <option value="">{none}</option>}
      {present !== '' && known === undefined && <option value={present}>{present}</option>}
      {words.map((word) => (
        <option key={word} value={word === known ? present : word}>
          {stopActionWord(word)}
        </option>
      ))}
    </>
  )
}

type DelayFieldProps = { label: string; text: string; onText: (text: string) => void; tried: boolean }

const DelayField = ({ label, text, onText, tried }: DelayFieldProps) => (
  <Field label={label} hint="Seconds." error={tried && secondsOf(text) === null ? notSeconds : undefined}>
    {(control) => (
      <TextInput {...control} inputMode="numeric" value={text} onChange={(event) => onText(event.target.value)} />
    )}
  </Field>
)

const notSeconds = 'A whole number of seconds, a week at most.'

/** A delay of one VM: empty is the host’s default. NaN for what is no number, which is not sent. */
function OwnDelay({ label, delay, onDelay }: { label: string; delay: number; onDelay: (delay: number) => void }) {
  const [text, setText] = useState(delay < 0 ? '' : String(delay))
  const isWrong = secondsOf(text) === null
  const type = (next: string) => {
    setText(next)
    const read = secondsOf(next)
    onDelay(read === null ? Number.NaN : (read ?? -1))
  }
  return (
    <Field label={label} hint="Seconds; empty: as the host’s default.">
      {(control) => (
        <>
          <TextInput
            {...control}
            aria-invalid={isWrong || undefined}
            inputMode="numeric"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
          {isWrong && <FieldError>{notSeconds}</FieldError>}
        </>
      )}
    </Field>
  )
}

/** The VMs of the host that are not listed, by name. */
function useOthers(host: HostView, entries: readonly Entry[]) {
  const needs = useMemo(() => ({ vms: host.connection }), [host.connection])
  const select = useCallback(
    ({ vms }: Pick<HeldTables, 'vms'>) =>
      Object.fromEntries(
        [...vms.values()].flatMap(({ key, name, host: at, isTemplate }) =>
          at?.key === host.key && !isTemplate ? [[key, name]] : [],
        ),
      ) as Record<VmKey, string>,
    [host.key],
  )
  const all = useLiveWith(needs, select, shallowEqual)
  const listed = new Set<string>(entries.map(({ vm }) => vm))
  return Object.entries(all ?? {})
    .map(([key, name]) => ({ key: key as VmKey, name }))
    .filter(({ key }) => !listed.has(key))
    .sort((a, b) => compareNames(a.name, b.name))
}
