import type { Metadata } from 'next'
import { HistoryPage } from '@/components/history/history-page'

export const metadata: Metadata = { title: 'History - Andon' }

export default function JournalPage() {
  return <HistoryPage />
}
