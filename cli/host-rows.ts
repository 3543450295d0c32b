import { formatBytes } from '../lib/format/quantity'
import type { ApiAutostart, ApiHost, ApiHostNetwork, ApiHostStorage } from '../lib/api/host-resources'

/** Hosts, datastores and what is asked of them as lines for people. */

const unknown = 'not known'

export const hostRow = ({ id, name, connectionState, version }: ApiHost): string[] => [
  id,
  name,
  connectionState,
  version ?? '',
]

/** Adapters, then each switch with its port groups. */
export function networkRows({ pnics, switches, portGroups, vmkernels }: ApiHostNetwork): string[][] {
  const groupRow = (group: ApiHostNetwork['portGroups'][number]) => [
    'portgroup',
    group.name,
    group.switchName,
    group.vlan === undefined ? `VLAN ${unknown}` : `VLAN ${group.vlan}`,
    [
      ...(vmkernels ?? []).filter(({ portGroup }) => portGroup === group.name).map(({ device }) => device),
      ...(group.vms?.map(({ name }) => name) ?? [`VMs ${unknown}`]),
    ].join(', '),
  ]
  const names = new Set(switches.map(({ name }) => name))
  return [
    ...pnics.map(({ device, link, mac }) => [
      'pnic',
      device,
      switches.find(({ uplinks }) => uplinks?.includes(device))?.name ?? '',
      link ? `${link.mbps} Mbit/s` : 'no link',
      mac ?? '',
    ]),
    ...switches.flatMap((one) => [
      [
        'switch',
        one.name,
        one.standard ? 'standard' : 'distributed',
        one.mtu === undefined ? `MTU ${unknown}` : `MTU ${one.mtu}`,
        one.uplinks?.join(', ') ?? `uplinks ${unknown}`,
      ],
      ...portGroups.filter(({ switchName }) => switchName === one.name).map(groupRow),
    ]),
    ...portGroups.filter(({ switchName }) => !names.has(switchName)).map(groupRow),
  ]
}

/** Each adapter with the LUNs that it reaches. */
export function storageRows({ adapters, luns }: ApiHostStorage): string[][] {
  return adapters.flatMap((adapter) => [
    ['adapter', adapter.device, adapter.kind, adapter.status ?? '', '', adapter.iscsi?.name ?? adapter.model ?? ''],
    ...(adapter.targets ?? []).flatMap((target) =>
      target.luns.map(({ lun: key, number }) => {
        const lun = luns.find((one) => one.key === key)
        return [
          'lun',
          lun?.name ?? key,
          number === undefined ? '' : `LUN ${number}`,
          lun?.capacityBytes === undefined ? unknown : formatBytes(lun.capacityBytes),
          lun?.paths ? lun.paths.map(({ state }) => state).join(', ') : `paths ${unknown}`,
          [target.name ?? '', ...(lun?.datastores ?? []).map(({ name }) => `[${name}]`)].join(' ').trim(),
        ]
      }),
    ),
  ])
}

export const autostartRows = ({ defaults, entries }: ApiAutostart): string[][] => [
  ['host', defaults.enabled === undefined ? unknown : defaults.enabled ? 'on' : 'off', '', ''],
  ...entries.map(({ order, name, startAction, stopAction }) => [
    order < 0 ? 'any' : String(order),
    startAction,
    stopAction,
    name,
  ]),
]
