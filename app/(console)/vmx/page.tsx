import type { Metadata } from 'next'
import { VmxViewer } from '@/components/vmx/vmx-viewer'

export const metadata: Metadata = { title: 'VMX viewer - Andon' }

export default function VmxPage() {
  return <VmxViewer />
}
