import { HostsPage } from '@/components/hosts/hosts-page'
import { PageTitle } from '@/components/ui/page-title'

export default function HostsOfAllPage() {
  return (
    <>
      <PageTitle>Hosts</PageTitle>
      <HostsPage />
    </>
  )
}
