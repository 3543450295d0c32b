import { plainSegment } from '@/components/pages/pages'
import { VmPage } from '@/components/vm/vm-page'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'

type Props = { params: Promise<{ connection: string; vm: string }> }

export default async function VirtualMachinePage({ params }: Props) {
  const { connection, vm } = await params
  return <VmPage vm={vmKey(connectionId(plainSegment(connection)), moid(plainSegment(vm)))} />
}
