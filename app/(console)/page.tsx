import { Board } from '@/components/board/board'
import { PageTitle } from '@/components/ui/page-title'

export default function BoardPage() {
  return (
    <>
      <PageTitle>Board</PageTitle>
      <Board />
    </>
  )
}
