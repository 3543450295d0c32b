import { NewVmPage } from '@/components/datastores/new-vm-page'
import { PageTitle } from '@/components/ui/page-title'

export default function CreateVmPage() {
  return (
    <>
      <PageTitle>Create VM</PageTitle>
      <NewVmPage />
    </>
  )
}
