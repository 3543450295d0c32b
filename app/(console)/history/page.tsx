import { HistoryPage } from '@/components/history/history-page'
import { PageTitle } from '@/components/ui/page-title'

export default function JournalPage() {
  return (
    <>
      <PageTitle>History</PageTitle>
      <HistoryPage />
    </>
  )
}
