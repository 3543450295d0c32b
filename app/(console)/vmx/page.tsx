import { VmxViewer } from '@/components/vmx/vmx-viewer'
import { PageTitle } from '@/components/ui/page-title'

export default function VmxPage() {
  return (
    <>
      <PageTitle>VMX viewer</PageTitle>
      <VmxViewer />
    </>
  )
}
