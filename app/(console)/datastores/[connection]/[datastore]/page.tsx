import { DatastorePage } from '@/components/datastores/datastore-page'
import { plainSegment } from '@/components/pages/pages'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'

type Props = { params: Promise<{ connection: string; datastore: string }> }

export default async function OneDatastorePage({ params }: Props) {
  const { connection, datastore } = await params
  return (
    <DatastorePage datastore={datastoreKey(connectionId(plainSegment(connection)), moid(plainSegment(datastore)))} />
  )
}
