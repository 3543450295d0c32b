'use client'

import Link from 'next/link'
import { allows } from '@/lib/accounts/role'
import { useAccount } from '../console/account'
import { useLive } from '../live/live-provider'
import { buttonClass } from '../ui/button'
import { Empty } from '../ui/placeholders'

/** A console that knows no host yet: the one way on. */
export function NoConnections() {
  const { role } = useAccount()
  const none = useLive((tables) => Object.keys(tables.connections).length === 0)
  if (none !== true) return null
  return (
    <Empty fact="Andon is not connected to any host" className="panel">
      {allows(role, 'admin') ? (
        <Link href="/settings" prefetch={false} className={buttonClass({ tone: 'solid' })}>
          Add a connection
        </Link>
      ) : (
        'An administrator adds connections in Settings.'
      )}
    </Empty>
  )
}
