'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import type { ComponentType } from 'react'
import { laterOnPage } from '../ui/later'
import { Tabs } from '../ui/tabs'
import { OverviewTab } from './overview-tab'
import { LastKnownNote } from './vm-not-read'
import type { VmTabProps } from './vm-tab'

/** All tabs but the first one come once the page is drawn. */
const tab = (load: () => Promise<ComponentType<VmTabProps>>) => laterOnPage<VmTabProps>(load)

/** The tabs of a VM's page, in order; `id` is what the address says. A new tab is one more line here. */
const vmTabs: { id: string; label: string; Content: ComponentType<VmTabProps> }[] = [
  { id: 'overview', label: 'Overview', Content: OverviewTab },
  {
    id: 'hardware',
    label: 'Hardware',
    Content: tab(() => import('./hardware/hardware-tab').then((part) => part.HardwareTab)),
  },
  {
    id: 'resources',
    label: 'Memory & CPU',
    Content: tab(() => import('./resources/resources-tab').then((part) => part.ResourcesTab)),
  },
  {
    id: 'serial',
    label: 'Serial ports',
    Content: tab(() => import('./serial/serial-tab').then((part) => part.SerialTab)),
  },
  {
    id: 'snapshots',
    label: 'Snapshots',
    Content: tab(() => import('./snapshots/snapshots-tab').then((part) => part.SnapshotsTab)),
  },
  {
    id: 'configuration',
    label: 'Configuration',
    Content: tab(() => import('./configuration/configuration-tab').then((part) => part.ConfigurationTab)),
  },
  { id: 'history', label: 'History', Content: tab(() => import('./vm-history-tab').then((part) => part.VmHistoryTab)) },
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
