import type { ConsoleError } from '@/lib/result'
import { unreachable } from '../ui/confirm'

/** What is said in front of the console when the server does not answer: nothing is lost there by trying again. */
export const noAnswer = (cause: unknown, wayOut = 'Try again.'): ConsoleError => ({
  ...unreachable(cause),
  sentence: 'Andon does not answer.',
  wayOut,
})
