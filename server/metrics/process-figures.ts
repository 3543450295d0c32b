import { collectDefaultMetrics, Registry } from 'prom-client'

let once: Registry | undefined

/** Memory, processor, event loop and garbage of the process: measured once, however many runtimes a test opens in it. */
export function processRegistry(): Registry {
  if (once) return once
  once = new Registry()
  collectDefaultMetrics({ register: once })
  return once
}
