import type { ExportFormat } from './export'
import type { HistoryFilter } from './history'

/** Where a browser finds what of the record leaves Andon. */
export function exportPath(format: ExportFormat, filter: HistoryFilter): string {
  const query = new URLSearchParams({ format })
  for (const [key, value] of Object.entries(filter)) query.set(key, String(value))
  return `/api/export?${query}`
}
