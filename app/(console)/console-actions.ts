import type { ConsoleChanges } from '@/lib/console-reads'
import * as actions from './actions'
import * as fileActions from './file-actions'

/** The server actions as one object, for the provider in the layout. The type says that none is missing. */
export const consoleActions: ConsoleChanges = { ...actions, ...fileActions }
