'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { Tabs } from '../ui/tabs'
import { ConfigurationTab } from './configuration/configuration-tab'
import { ResourcesTab } from './resources/resources-tab'
import { SerialTab } from './serial/serial-tab'
import { HardwareTab } from './hardware/hardware-tab'
import { OverviewTab } from './overview-tab'
import { SnapshotsTab } from './snapshots/snapshots-tab'
import { VmHistoryTab } from './vm-history-tab'
import { LastKnownNote } from './vm-not-read'
import type { VmTabProps } from './vm-tab'

/** The tabs of a VM's page, in order; `id` is what the address says. A new tab is one more line here. */
const vmTabs: { id: string; label: string; Content: (props: VmTabProps) => ReactNode }[] = [
  { id: 'overview', label: 'Overview', Content: OverviewTab },
  { id: 'hardware', label: 'Hardware', Content: HardwareTab },
  { id: 'resources', label: 'Memory & CPU', Content: ResourcesTab },
  { id: 'serial', label: 'Serial ports', Content: SerialTab },
  { id: 'snapshots', label: 'Snapshots', Content: SnapshotsTab },
  { id: 'configuration', label: 'Configuration', Content: ConfigurationTab },
  { id: 'history', label: 'History', Content: VmHistoryTab },
]

/** The chosen tab is in the address, so that it can be linked to and the back button leads back to it. */
export function VmTabs(props: VmTabProps) {
  const query = useSearchParams()
  const path = usePathname()
  const router = useRouter()
  const wanted = query.get('tab')
  const value = vmTabs.find(({ id }) => id === wanted)?.id ?? 'overview'
  const choose = (id: string) => router.push(id === 'overview' ? path : `${path}?tab=${id}`, { scroll: false })
  return (
    <>
      {/* The tabs' own headings are of the third level; who goes by headings must not miss the second. */}
      <h2 className="sr-only">{vmTabs.find(({ id }) => id === value)?.label}</h2>
      <Tabs
        label="VM"
        value={value}
        onChange={choose}
        tabs={vmTabs.map(({ id, label, Content }) => ({
          value: id,
          label,
          content: (
            <>
              {id !== 'history' && <LastKnownNote vm={props.row.vm} />}
              <Content {...props} />
            </>
          ),
        }))}
      />
    </>
  )
}
