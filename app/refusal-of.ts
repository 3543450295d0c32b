import type { ConsoleError } from '@/lib/result'

/**
 * What was thrown while somebody's wish was carried out, as they read it. A database that cannot be reached or written for
 * now says so in a sentence of its own, and so much is known: it is no error of ours.
 * @param sentence what is said of anything else; what was thrown is one click away.
 */
export function refusalOf(error: unknown, sentence: string): ConsoleError {
  const raw = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('DATABASE_'))
    return { blame: 'ours', code: 'not-recorded', sentence: raw }
  return { blame: 'ours', code: 'broken', sentence, raw }
}
