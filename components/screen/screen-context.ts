'use client'

import { canSeeScreen, type ScreenContext } from '@/lib/screen/screen'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import { missingPrivileges } from '@/lib/vsphere/rights'
import type { ConnectionId, VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useAccount } from '../console/console-context'
import { useIsOld, useLive } from '../live/live-provider'

/** What of a VM says whether there is a screen; lists and boards have it too. */
export type VmWithScreen = { key: VmKey; connection: ConnectionId; name: string } & Partial<
  Pick<VmView, 'powerState' | 'connectionState' | 'lastKnown' | 'roles'>
>

export type SlotProps = { vm: VmWithScreen }

/** Of the stamp beside a question: the same before and after the picture has come: nothing moves. */
export const slotRoom = {
  figure: 'w-32 shrink-0 max-mid:hidden',
  picture: 'h-20',
  caption: 'text-xs text-ink-3',
}

/** Whether one may see the screen of a VM now, and has one to see. */
export const useScreenVerdict = (vm: VmWithScreen) =>
  canSeeScreen({ powerState: 'unknown', ...withoutUndefined(vm) }, useScreenContext(vm))

/** What surrounds the VM, as the rules of screens and consoles want to know it. */
export function useScreenContext(vm: VmWithScreen): ScreenContext {
  const { role } = useAccount()
  const isOld = useIsOld()
  const connection = useLive((tables): ConnectionView | undefined => tables.connections[vm.connection])
  const noContact = isOld ? 'Old data. Andon does not answer.' : connection && noContactSentence(connection)
  return {
    role,
    connectionLive: !isOld && connection?.state.at === 'live',
    ...withoutUndefined({
      noContact,
      connectionName: connection?.name,
      missing: missingPrivileges(vm.roles, connection?.rights),
    }),
  }
}
