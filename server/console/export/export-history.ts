import type { ExportFormat } from '@/lib/contract/export'
import type { HistoryFilter } from '@/lib/contract/history'
import type { Only } from '@/lib/accounts/limited'
import type { Account } from '@/lib/accounts/role'
import { ok, type Result } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Journal } from '../../journal/journal'
import { historyAsCsv } from './csv'
import { journalAsJsonLines } from './json-lines'

/** A copy of the record that is on its way out, in pieces. */
export type Export = { fileName: string; contentType: string; pieces: AsyncIterable<string> }

type Rooms = {
  journal: Pick<Journal, 'note' | 'readHistory' | 'readRows'>
  now: () => number
  connectionName: (id: ConnectionId) => string | undefined
}

/**
 * What reads the record as a copy of one format; nothing is read before the first piece is asked for.
 * @param only whoever gets it is limited to these connections.
 */
export function exportOf(format: ExportFormat, filter: HistoryFilter, rooms: Rooms, only?: Only): Export {
  const { journal, now, connectionName } = rooms
  const at = new Date(now()).toISOString()
  const fileName = `andon-history-${at.slice(0, 19).replaceAll(':', '-')}Z.${format}`
  return format === 'csv'
    ? {
        fileName,
        contentType: 'text/csv; charset=utf-8; header=present',
        pieces: historyAsCsv(filter, (page) => journal.readHistory(page, only), connectionName),
      }
    : {
        fileName,
        contentType: 'application/jsonl; charset=utf-8',
        pieces: journalAsJsonLines(filter, journal.readRows(filter, only), at, only),
      }
}

/** The same for somebody who is signed in: the record says who takes the copy before anything of it leaves. */
export const exporting =
  (rooms: Rooms) =>
  async (format: ExportFormat, filter: HistoryFilter, by: Account): Promise<Result<Export>> => {
    const { text: words, outcome, connection, vm, person, source, from, to } = filter
    const which = [
      ...(words === undefined ? [] : [`the text "${words}"`]),
      ...(outcome === undefined ? [] : [`the outcome ${outcome}`]),
      ...(vm === undefined ? [] : [`the VM ${vm}`]),
      ...(connection === undefined ? [] : [`the connection ${rooms.connectionName(connection) ?? connection}`]),
      ...(person === undefined ? [] : [`the person ${person}`]),
      ...(source === undefined ? [] : [`the source ${source.join(' or ')}`]),
      ...(from === undefined ? [] : [`times from ${from}`]),
      ...(to === undefined ? [] : [`times before ${to}`]),
    ]
    const what = which.length === 0 ? 'all of it' : `what has ${which.join(', ')}`
    const text = `History exported as ${formatName[format]}: ${what}`
    await rooms.journal.note({ by: by.username, text, ...(person === undefined ? {} : { people: [person] }) })
    return ok(exportOf(format, filter, rooms, by.connections))
  }

const formatName: Record<ExportFormat, string> = { csv: 'CSV', jsonl: 'JSON lines' }
