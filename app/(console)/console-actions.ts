import type { ConsoleActions } from '@/lib/console-actions'
import * as actions from './actions'

/** The server actions as one object, for the provider in the layout. The type says that none is missing. */
export const consoleActions: ConsoleActions = { ...actions }
