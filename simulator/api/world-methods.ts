import { autostartMethods } from './autostart'
import { cloneMethods } from './clone'
import { datastoreMethods } from './datastore'
import { environmentMethods } from './environment'
import { eventHistoryMethods } from './event-history'
import { guestMethods } from './guest'
import { historyCollectorMethods } from './history-collector'
import { hostMethods } from './host'
import { inventoryMethods } from './inventory'
import type { MethodTable } from './method'
import { moveMethods } from './move'
import { powerMethods } from './power'
import { powerMultiMethods } from './power-multi'
import { reconfigureMethods } from './reconfigure'
import { snapshotMethods } from './snapshot'
import { taskMethods } from './task'
import { templateMethods } from './templates'

/** Everything that the world half of the simulator answers. */
export const worldMethods: readonly MethodTable[] = [
  powerMethods,
  powerMultiMethods,
  guestMethods,
  reconfigureMethods,
  snapshotMethods,
  inventoryMethods,
  cloneMethods,
  moveMethods,
  templateMethods,
  taskMethods,
  eventHistoryMethods,
  historyCollectorMethods,
  datastoreMethods,
  autostartMethods,
  hostMethods,
  environmentMethods,
]
