'use client'

import { useMemo, useState, type ReactNode } from 'react'
import type { DomainPlace } from '@/lib/domain-xml/from-vmx'
import { formatCount } from '@/lib/format/quantity'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/field'
import { SearchBox } from '../ui/search-box'
import { DomainXml } from './domain-xml'
import { matchesVmxRow } from './vmx-rows'
import { VmxProblems } from './vmx-problems'
import type { VmxSource } from './vmx-source'
import { VmxTable, type RowEditing } from './vmx-table'
import { VmxText } from './vmx-text'

type VmxContentProps = {
  source: VmxSource
  editing?: RowEditing | undefined
  /** Stands between the problems and the list. */
  children?: ReactNode
  /** At the right of the search. */
  aside?: ReactNode
  /** Why passwords in the file cannot be shown; without it they are one press away. */
  secretsReason?: string | undefined
  /** What libvirt says of the VM beyond its file, for the domain XML. */
  libvirt?: DomainPlace | undefined
  /** Of libvirt, for the domain XML. */
  uri?: string | undefined
  /** Stands beside the domain XML's own buttons. */
  compare?: ReactNode
}

const forms = [
  { form: 'keys', label: 'Keys' },
  { form: 'text', label: 'Text as written' },
  { form: 'xml', label: 'Domain XML' },
] as const

/** A VMX for reading: what is wrong with it, its keys decoded beside what is stored, and its text. */
export function VmxContent(props: VmxContentProps) {
  const { source, editing, children, aside, secretsReason, libvirt, uri, compare } = props
  const [revealed, setRevealed] = useState(false)
  const { secrets, hidden } = source
  const { document, rows } = revealed ? source : hidden
  const [search, setSearch] = useState('')
  const [onlyDecoded, setOnlyDecoded] = useState(false)
  const [onlyOdd, setOnlyOdd] = useState(false)
  const [form, setForm] = useState<'keys' | 'text' | 'xml'>('keys')
  const [wanted, setWanted] = useState<{ line: number }>()
  const found = useMemo(
    () =>
      rows.filter(
        (row) =>
          matchesVmxRow(row, search) &&
          (!onlyDecoded || row.decoded !== undefined) &&
          (!onlyOdd || row.odd !== undefined),
      ),
    [rows, search, onlyDecoded, onlyOdd],
  )
  const odd = useMemo(() => rows.filter((row) => row.odd !== undefined).length, [rows])
  const goTo = (line: number) => {
    setSearch('')
    setForm('text')
    setWanted({ line })
  }
  return (
    <div className="grid gap-3">
      <VmxProblems document={document} onLine={goTo} />
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchBox
          label="Search keys and values"
          placeholder={`Search ${formatCount(rows.length, 'key')}`}
          value={search}
          onChange={setSearch}
        />
        <div role="group" aria-label="Form" className="flex gap-1">
          {forms.map((each) => (
            <Button
              key={each.form}
              aria-pressed={form === each.form}
              onClick={() => setForm(each.form)}
              className="aria-pressed:border-link aria-pressed:bg-select"
            >
              {each.label}
            </Button>
          ))}
        </div>
        {form === 'keys' && (
          <>
            <Checkbox
              label="Only encoded values"
              checked={onlyDecoded}
              onChange={(event) => setOnlyDecoded(event.target.checked)}
            />
            {odd > 0 && (
              <Checkbox
                label={`Only odd values (${odd})`}
                checked={onlyOdd}
                onChange={(event) => setOnlyOdd(event.target.checked)}
              />
            )}
          </>
        )}
        {secrets > 0 && secretsReason === undefined && (
          <Checkbox
            label={`Show ${formatCount(secrets, 'password')}`}
            checked={revealed}
            onChange={(event) => setRevealed(event.target.checked)}
          />
        )}
        {aside && <span className="ml-auto text-xs text-ink-3">{aside}</span>}
      </div>
      {secrets > 0 && secretsReason !== undefined && (
        <p className="text-xs text-ink-2">
          {formatCount(secrets, 'password')} hidden. {secretsReason}
        </p>
      )}
      <p role="status" className="sr-only">
        {search !== '' && form === 'keys' && `${formatCount(found.length, 'key')} found`}
      </p>
      {form === 'xml' ? (
        <DomainXml source={source} libvirt={libvirt} uri={uri} search={search} compare={compare} />
      ) : form === 'text' ? (
        <VmxText document={document} search={search} wanted={wanted} />
      ) : found.length === 0 ? (
        <NothingFound
          isEmpty={rows.length === 0}
          onClear={() => {
            setSearch('')
            setOnlyDecoded(false)
            setOnlyOdd(false)
          }}
        />
      ) : (
        <VmxTable rows={found} search={search} editing={editing} revealed={revealed} />
      )}
    </div>
  )
}

function NothingFound({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }) {
  return (
    <div className="panel grid justify-items-center gap-2 px-4 py-8 text-sm text-ink-2">
      <strong className="text-lg font-semibold text-ink">
        {isEmpty ? 'There is no key in this file' : 'No key matches'}
      </strong>
      {!isEmpty && <Button onClick={onClear}>Clear search and filters</Button>}
    </div>
  )
}
