import type { Metadata } from 'next'
import { VmPage } from '@/components/vm/vm-page'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'

type Props = { params: Promise<{ connection: string; vm: string }> }

export const metadata: Metadata = { title: 'VM - Andon' }

export default async function VirtualMachinePage({ params }: Props) {
  const { connection, vm } = await params
  return <VmPage vm={vmKey(connectionId(plain(connection)), moid(plain(vm)))} />
}

/** A segment of the path without its escapes; one that is no escape at all stands for itself. */
function plain(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
