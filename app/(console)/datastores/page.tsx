import { DatastoresPage } from '@/components/datastores/datastores-page'
import { PageTitle } from '@/components/ui/page-title'

export default function DatastoresOfAllPage() {
  return (
    <>
      <PageTitle>Datastores</PageTitle>
      <DatastoresPage />
    </>
  )
}
