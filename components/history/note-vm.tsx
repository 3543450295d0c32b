'use client'

import Link from 'next/link'
import { useLive } from '../live/live-provider'
import { vmPath } from '../pages/pages'

/** The VM that a note is about, by its name of today; nothing when it is not known any more. */
export function NoteVm({ vm: key }: { vm: string | undefined }) {
  const vm = useLive((tables) => (key === undefined ? undefined : tables.vms[key]))
  return (
    vm && (
      <Link href={vmPath(vm.key)} prefetch={false} className="name font-medium!">
        {vm.name}
      </Link>
    )
  )
}
