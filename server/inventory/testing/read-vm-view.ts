import { connectionId, moRef } from '@/lib/vsphere/ids'
import type { WireValue } from '../../vsphere/wire-value'
import { vmView, type VmContext } from '../vm-view'

export const connection = connectionId('c1')
export const vm = moRef('VirtualMachine', 'vm-7')
export const asItIs = (text: string | undefined) => text

/** A VM as it is seen of which these properties are told. */
export const view = (properties: Record<string, WireValue>, context: Partial<VmContext> = {}) =>
  vmView(vm, new Map(Object.entries(properties)), {
    connection,
    hostName: () => 'esx-01',
    hostState: () => 'connected',
    ourTime: asItIs,
    missing: new Set(),
    figuresAt: 'then',
    isCurrent: true,
    detailVersion: 3,
    ...context,
  })
