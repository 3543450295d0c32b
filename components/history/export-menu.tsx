'use client'

import { exportPath, type ExportFormat } from '@/lib/contract/export'
import type { HistoryFilter } from '@/lib/contract/history'
import { useAccount } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { Button } from '../ui/button'
import { Menu, MenuLabel, MenuLine, MenuLink } from '../ui/menu'
import { whyNotExport } from '../words/export-words'

const formats: { format: ExportFormat; label: string }[] = [
  { format: 'csv', label: 'Table (CSV)' },
  { format: 'jsonl', label: 'Rows with their chain (JSON lines)' },
]

/** Takes a copy of the history out of Andon: of what is shown, or of all of it. */
export function ExportMenu({ filter }: { filter: HistoryFilter }) {
  const { role } = useAccount()
  const whyNot = whyNotExport(role)
  if (whyNot !== undefined)
    return (
      <Button disabledReason={whyNot}>
        <Icon name="download" />
        Export
      </Button>
    )
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Menu label="Export" trigger={trigger}>
      {isFiltered && (
        <>
          <MenuLabel>What the filters leave</MenuLabel>
          <Links filter={filter} />
          <MenuLine />
        </>
      )}
      <MenuLabel>{isFiltered ? 'Everything' : 'The whole history'}</MenuLabel>
      <Links filter={{}} />
    </Menu>
  )
}

const trigger = (
  <Button>
    <Icon name="download" />
    Export
  </Button>
)

const Links = ({ filter }: { filter: HistoryFilter }) =>
  formats.map(({ format, label }) => (
    <MenuLink key={format} href={exportPath(format, filter)} download>
      {label}
    </MenuLink>
  ))
