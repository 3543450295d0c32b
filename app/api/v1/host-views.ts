import type { ApiAutostart, ApiHost, ApiHostNetwork, ApiHostStorage } from '@/lib/api/host-resources'
import type { HostAutostart } from '@/lib/hardware/autostart'
import type { HostNetwork } from '@/lib/hardware/host-network'
import type { HostStorage } from '@/lib/hardware/host-storage'
import type { HostView } from '@/lib/live/live-state'
import { withoutUndefined } from '@/lib/without-undefined'

/** What the console knows of hosts and datastores, as `/api/v1` gives it (lib/api/host-resources.ts). */

export const apiHost = ({ key, connection, name, connectionState, inMaintenanceMode, version }: HostView): ApiHost => ({
  id: key,
  connection,
  name,
  connectionState,
  ...withoutUndefined({ inMaintenanceMode, version }),
})

export const apiHostNetwork = ({ pnics, switches, portGroups, vmkernels, unread }: HostNetwork): ApiHostNetwork => ({
  pnics,
  switches,
  ...withoutUndefined({ vmkernels, unread }),
  portGroups: portGroups.map(({ vms, ...group }) => ({
    ...group,
    ...withoutUndefined({ vms: vms?.map(({ key, ...vm }) => ({ id: key, ...vm })) }),
  })),
})

export const apiHostStorage = ({ luns, adapters, unread }: HostStorage): ApiHostStorage => ({
  adapters,
  ...withoutUndefined({ unread }),
  luns: luns.map(({ datastores, ...lun }) => ({
    ...lun,
    ...withoutUndefined({ datastores: datastores?.map(({ key, name }) => ({ id: key, name })) }),
  })),
})

export const apiAutostart = ({ defaults, entries }: HostAutostart): ApiAutostart => ({ defaults, entries })
