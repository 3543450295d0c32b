import { z } from 'zod'
import type { HistoryFilter } from './history'

/** As what the record leaves Andon: a table for people, or each row with its place in the chain. */
export const exportFormats = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportFormatInput = z.enum(exportFormats)

/** Where a browser finds it. */
export function exportPath(format: ExportFormat, filter: HistoryFilter): string {
  const query = new URLSearchParams({ format })
  for (const [key, value] of Object.entries(filter)) query.set(key, String(value))
  return `/api/export?${query}`
}
