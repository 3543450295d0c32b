import { assertNever } from '../assert-never'
import type { LiveMessage, LiveOp, LiveState, LiveTables } from './live-state'

export type Applied = { kind: 'state'; state: LiveState } | { kind: 'gap' } | { kind: 'signed-out' }

/**
 * Applies one message to what a reader has. Pure: the given state is not changed, untouched tables and rows keep their
 * identity, so that React leaves their rows alone.
 */
export function applyMessage(state: LiveState | undefined, message: LiveMessage): Applied {
  switch (message.kind) {
    case 'snapshot': {
      const { epoch, version, at, tables } = message
      return { kind: 'state', state: { epoch, version, at, tables } }
    }
    case 'delta': {
      if (!state || state.epoch !== message.epoch) return { kind: 'gap' }
      if (message.version <= state.version) return { kind: 'state', state }
      if (message.from !== state.version) return { kind: 'gap' }
      return {
        kind: 'state',
        state: { ...state, version: message.version, at: message.at, tables: applyOps(state.tables, message.ops) },
      }
    }
    case 'heartbeat':
      if (!state || state.epoch !== message.epoch || state.version !== message.version) return { kind: 'gap' }
      return { kind: 'state', state: { ...state, at: message.at } }
    case 'signed-out':
      return { kind: 'signed-out' }
    default:
      return assertNever(message, 'live message')
  }
}

/** Applies ops in order; copies each touched table once. */
function applyOps(tables: LiveTables, ops: readonly LiveOp[]): LiveTables {
  const next: LiveTables = { ...tables }
  const copied = new Set<string>()
  for (const op of ops) {
    if (!copied.has(op.table)) {
      copied.add(op.table)
      Object.assign(next, { [op.table]: { ...next[op.table] } })
    }
    const table = next[op.table] as Record<string, unknown>
    if (op.op === 'put') table[op.id] = op.value
    else delete table[op.id]
  }
  return next
}
