'use client'

import { isCertificateOpen } from '@/lib/vsphere/connection'
import { connectionsByName } from '../connections/lamp'
import { useLive } from '../live/live-provider'

/** Says to a screen reader at once that a certificate changed, wherever in the console it is, and until somebody has decided. */
export function ChangedCertificates() {
  const connections = useLive((tables) => tables.connections)
  const names = connectionsByName(connections ?? {})
    .filter(isCertificateOpen)
    .map(({ name }) => name)
  return (
    <div aria-live="assertive" className="sr-only">
      {names.length > 0 &&
        `The certificate of ${names.join(', ')} changed. Nothing is sent there until an administrator decides in Settings.`}
    </div>
  )
}
