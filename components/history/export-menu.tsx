'use client'

import type { ExportFormat } from '@/lib/contract/export'
import { exportPath } from '@/lib/contract/export-path'
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

/** `isNarrowed`: what is shown is not all of it. */
type ExportProps = { filter: HistoryFilter; isNarrowed: boolean }

/** Takes a copy of the history out of Andon: of what is shown, or of all of it. */
export function ExportMenu({ filter, isNarrowed }: ExportProps) {
  const { role } = useAccount()
  const whyNot = whyNotExport(role)
  if (whyNot !== undefined)
    return (
      <Button disabledReason={whyNot}>
        <Icon name="download" />
        Export
      </Button>
    )
  return (
    <Menu label="Export" trigger={trigger}>
      {isNarrowed && (
        <>
          <MenuLabel>What the filters leave</MenuLabel>
          <Links filter={filter} />
          <MenuLine />
        </>
      )}
      <MenuLabel>{isNarrowed ? 'Everything' : 'The whole history'}</MenuLabel>
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
