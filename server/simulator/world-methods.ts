import type { MethodTable } from './method'
import { powerMethods } from './methods-power'

/** What the world side can do, on top of sessions, property collector, views and search. */
export const worldMethods: readonly MethodTable[] = [powerMethods]
