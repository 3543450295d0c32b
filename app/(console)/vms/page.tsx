import type { Metadata } from 'next'
import { VmsPage } from '@/components/vms/vms-page'

export const metadata: Metadata = { title: 'Virtual machines - Andon' }

export default function VirtualMachinesPage() {
  return <VmsPage />
}
