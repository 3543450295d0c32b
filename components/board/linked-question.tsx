'use client'

import { useSearchParams } from 'next/navigation'
import { splitKey, type QuestionKey } from '@/lib/vsphere/ids'
import { laterOnPage } from '../ui/later'
import type { LinkedProps } from './linked'

const Linked = laterOnPage<LinkedProps>(() => import('./linked').then((part) => part.Linked))

/**
 * The question that a link of a signal leads to: its card gets the focus; where it has none of its own, or is over, a line says
 * how to get there, or what became of it.
 */
export function LinkedQuestion() {
  const text = useSearchParams().get('question')
  // Looked up among the questions that there are, and in the record: any other text finds none.
  const key = text !== null && splitKey(text) ? (text as QuestionKey) : undefined
  return key === undefined ? null : <Linked key={key} question={key} />
}
