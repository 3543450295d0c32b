import { mayTryNow } from '@/lib/connections/sign-in-tries'
import type { ConnectionTest } from '@/lib/contract/settings-input'
import { failed, ok, type Result } from '@/lib/result'
import { connectionId } from '@/lib/vsphere/ids'
import type { Endpoint } from '@/lib/vsphere/connection'
import type { Inventory, OpenInventory } from '../inventory/contract'
import type { CheckedInput } from './check-input'
import type { SignIns } from './sign-ins'

/** How long a server may take to give its whole inventory. */
const patienceMs = 60_000

/**
 * Opens a session of its own, counts what it sees, and closes it again. A refused certificate comes back with its
 * thumbprint, so that a person who knows the server can pin it.
 */
export async function testConnection(
  input: CheckedInput & { password: string },
  ports: {
    openInventory: OpenInventory
    /** Its sign-in counts as those of the connections do. */
    signIns: Pick<SignIns, 'of'>
    /** SHA-256 of the certificate that the endpoint shows; sends nothing to it. */
    readThumbprint: (endpoint: Endpoint) => Promise<string | undefined>
    now: () => number
    patienceMs?: number
  },
): Promise<Result<ConnectionTest>> {
  const { endpoint, user, password } = input
  // A server that cannot be reached says so below, in words of its own.
  const thumbprint = await ports.readThumbprint(endpoint).catch(() => undefined)
  const signIns = ports.signIns.of(input)
  const inventory = ports.openInventory({
    id: connectionId('test'),
    endpoint,
    user,
    password,
    signIns,
    isWanted: true,
  })
  try {
    await startUntil(inventory, ({ at }) => at !== 'connecting', ports.patienceMs ?? patienceMs)
    return outcome(inventory, thumbprint, ports.now())
  } finally {
    await inventory.close().catch(() => undefined)
  }
}

/** Starts an inventory. Resolves when its state is one that was waited for, and in any case after a while. */
export function startUntil(
  inventory: Inventory,
  isAwaited: (state: Inventory['state']) => boolean,
  patience: number,
): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, patience)
    const look = () => (isAwaited(inventory.state) ? finish() : undefined)
    const stop = inventory.onChanges(look)
    function finish() {
      clearTimeout(timer)
      stop()
      resolve()
    }
    inventory.start()
    look()
  })
}

function outcome(inventory: Inventory, thumbprint: string | undefined, now: number): Result<ConnectionTest> {
  const { state, endpointKind, product } = inventory
  const seen = thumbprint === undefined ? {} : { thumbprint }
  switch (state.at) {
    case 'live':
      return ok({
        product: product?.fullName ?? 'Unknown product',
        apiVersion: product?.apiVersion ?? 'unknown',
        kind: endpointKind === 'vcenter' ? 'vcenter' : 'esx',
        vmCount: inventory.vms.size,
        ...seen,
      })
    case 'connecting':
      return failed({
        blame: 'wire',
        code: 'timed-out',
        sentence: 'The server answered, and did not give its inventory in time.',
        ...seen,
      })
    case 'lost':
    case 'refused': {
      const { reason, raw } = state
      const may = mayTryNow(state.at === 'refused' ? state.signIn : undefined, now)
      const wayOut = may.ok ? state.wayOut : may.because
      return failed({
        blame: 'wire',
        code: `connection-${state.at}`,
        sentence: reason,
        ...(wayOut !== undefined && { wayOut }),
        ...(raw !== undefined && { raw }),
        ...seen,
      })
    }
  }
}
