import type { Metadata } from 'next'
import { DatastoresPage } from '@/components/datastores/datastores-page'

export const metadata: Metadata = { title: 'Datastores - Andon' }

export default function DatastoresOfAllPage() {
  return <DatastoresPage />
}
