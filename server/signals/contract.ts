import type { DeliveryView, RouteInput, RouteMade, SignalSettings, Tested } from '@/lib/contract/signals-input'
import type { Result } from '@/lib/result'
import type { ChainStep } from '@/lib/signals/route'
import type { RouteId } from '@/lib/vsphere/ids'

/** Who is told outside the console, of what, and how that went. */
export type Signals = {
  /** Reads what is set. Called once, before anything asks. */
  start(): Promise<void>
  /** From now on this process tells, unless another one does. Called once, when connections are open. */
  begin(): void
  readAll(): Promise<SignalSettings>
  add(input: RouteInput, by: string): Promise<Result<RouteMade>>
  edit(route: RouteId, input: RouteInput, by: string): Promise<Result<null>>
  remove(route: RouteId, by: string): Promise<Result<null>>
  /** A new key that signs what a webhook gets; the one of before holds no longer. */
  makeKey(route: RouteId, by: string): Promise<Result<{ key: string }>>
  setChain(steps: readonly ChainStep[], by: string): Promise<Result<null>>
  /** Tells a route that nothing happened, at once, and says how that went. */
  test(route: RouteId, by: string): Promise<Result<Tested>>
  /** The last ones, newest first. */
  deliveries(which: 'all' | 'given-up'): Promise<Result<DeliveryView[]>>
  sendAgain(delivery: string, by: string): Promise<Result<null>>
  /** Takes over what another process has stored. */
  readAgain(): Promise<void>
  close(): Promise<void>
}
