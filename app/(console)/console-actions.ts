import type { ConsoleActions } from '@/lib/console-actions'
import * as actions from './actions'
import * as fileActions from './file-actions'
import * as hardwareActions from './hardware-actions'

/** The server actions as one object, for the provider in the layout. The type says that none is missing. */
export const consoleActions: ConsoleActions = { ...actions, ...fileActions, ...hardwareActions }
