'use client'

import { useId, useState } from 'react'
import type { HostView } from '@/lib/live/host-view'
import type { HostKey } from '@/lib/vsphere/ids'
import { HostComparison } from './host-comparison'
import { Button } from '../ui/button'
import { SectionHead } from '../ui/section-head'

type CompareHostsProps = { title: string; hosts: readonly HostView[]; first?: HostKey }

/** The comparison of two hosts, once somebody wants it: both are asked for everything that their processors can do. */
export function CompareHosts({ title, hosts, first }: CompareHostsProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  if (hosts.length < 2) return null
  return (
    <section aria-labelledby={id} className="mt-6">
      <SectionHead id={id} title={title} className="mb-1" />
      {open ? (
        <HostComparison hosts={hosts} {...(first === undefined ? {} : { first })} />
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-sm text-ink-2">
            Which CPU features one has and the other lacks: what a VM that moves between them would lose.
          </p>
          <Button onClick={() => setOpen(true)}>Compare</Button>
        </div>
      )}
    </section>
  )
}
