import type { Metadata } from 'next'
import { HostsPage } from '@/components/hosts/hosts-page'

export const metadata: Metadata = { title: 'Hosts - Andon' }

export default function HostsOfAllPage() {
  return <HostsPage />
}
