import { HostPage } from '@/components/hosts/host-page'
import { plainSegment } from '@/components/pages/pages'
import { connectionId, hostKey, moid } from '@/lib/vsphere/ids'

type Props = { params: Promise<{ connection: string; host: string }> }

export default async function OneHostPage({ params }: Props) {
  const { connection, host } = await params
  return <HostPage host={hostKey(connectionId(plainSegment(connection)), moid(plainSegment(host)))} />
}
