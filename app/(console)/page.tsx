import type { Metadata } from 'next'
import { Board } from '@/components/board/board'

export const metadata: Metadata = { title: 'Board - Andon' }

export default function BoardPage() {
  return <Board />
}
