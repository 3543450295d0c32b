import { historyCollectorMethods } from './history-collector'
import type { MethodTable } from './method'
import { autostartMethods } from './methods-autostart'
import { datastoreMethods } from './methods-datastore'
import { environmentMethods } from './methods-environment'
import { eventHistoryMethods } from './methods-event-history'
import { guestMethods } from './methods-guest'
import { hostMethods } from './methods-host'
import { inventoryMethods } from './methods-inventory'
import { moveMethods } from './methods-move'
import { powerMethods } from './methods-power'
import { reconfigureMethods } from './methods-reconfigure'
import { snapshotMethods } from './methods-snapshot'
import { taskMethods } from './methods-task'

/** Everything that the world half of the simulator answers. */
export const worldMethods: readonly MethodTable[] = [
  powerMethods,
  guestMethods,
  reconfigureMethods,
  snapshotMethods,
  inventoryMethods,
  moveMethods,
  taskMethods,
  eventHistoryMethods,
  historyCollectorMethods,
  datastoreMethods,
  autostartMethods,
  hostMethods,
  environmentMethods,
]
