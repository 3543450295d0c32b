'use client'

import Link from 'next/link'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import type { VmView } from '@/lib/vsphere/vm'
import { buttonClass } from '../ui/button-class'
import { Empty } from '../ui/placeholders'

type NoSuchVmProps = {
  /** The VM as it was last, when it went while its page was open. */
  seen: VmView | undefined
  connection: ConnectionView | undefined
}

/** The page of a VM that is not there: what is known about why, and the way back. */
export function NoSuchVm({ seen, connection }: NoSuchVmProps) {
  const { fact, why } = explain(seen, connection)
  return (
    <div role="alert">
      <h1 className="sr-only">{seen?.name ?? 'Unknown VM'}</h1>
      <Empty fact={fact} className="panel">
        <p className="mx-auto mb-3 max-w-[60ch] wrap-anywhere">{why}</p>
        <Link href="/vms" prefetch={false} className={buttonClass()}>
          All virtual machines
        </Link>
      </Empty>
    </div>
  )
}

function explain(seen: VmView | undefined, connection: ConnectionView | undefined): { fact: string; why: string } {
  if (!connection) {
    return {
      fact: seen ? `The connection of ${seen.name} is gone` : 'No such connection',
      why: seen
        ? 'It was removed from Andon. The VM itself is untouched at its host.'
        : 'Andon knows no connection at this address. It may have been removed.',
    }
  }
  if (seen) {
    return {
      fact: `${seen.name} is gone`,
      why: `It was deleted, or removed from the inventory of ${connection.name}, while this page was open. Its runs stay in the history.`,
    }
  }
  if (connection.state.at !== 'live') {
    return {
      fact: 'This VM is not known yet',
      why: `${noContactSentence(connection)} Nobody can tell whether it still exists.`,
    }
  }
  return {
    fact: 'No such VM',
    why: `${connection.name} knows no VM at this address. It may have been deleted or moved.`,
  }
}
