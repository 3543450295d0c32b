import { VmsPage } from '@/components/vms/vms-page'
import { PageTitle } from '@/components/ui/page-title'

export default function VirtualMachinesPage() {
  return (
    <>
      <PageTitle>Virtual machines</PageTitle>
      <VmsPage />
    </>
  )
}
