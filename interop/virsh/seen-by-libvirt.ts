import { inOrder, type Seen, type SeenDisk, type SeenPort } from './seen'
import { all, attribute, one, readXml, type Element } from './xml'

/** What a domain XML says about a VM. */
export function seenByLibvirt(xml: string): Seen {
  const domain = readXml(xml)
  const kib = (path: string) => Number(one(domain, path)?.text ?? 0)
  const devices = one(domain, 'devices')
  const topology = one(domain, 'cpu/topology')
  return inOrder({
    name: one(domain, 'name')?.text,
    uuid: one(domain, 'uuid')?.text ?? '',
    description: one(domain, 'description')?.text,
    architecture: attribute(domain, 'os/type@arch') ?? '',
    firmware: attribute(domain, 'os@firmware') === 'efi' ? 'efi' : 'bios',
    smbiosOfHost: attribute(domain, 'os/smbios@mode') === 'host',
    generationId: one(domain, 'genid')?.text,
    memoryKiB: {
      maximum: kib('memory'),
      current: kib('currentMemory'),
      guaranteed: kib('memtune/min_guarantee'),
    },
    cpus: {
      count: kib('vcpu'),
      topology: topology && `${attribute(topology, '@sockets')} x ${attribute(topology, '@cores')}`,
      shares: one(domain, 'cputune/shares') && kib('cputune/shares'),
      affinity: cpuSet(attribute(domain, 'vcpu@cpuset')),
    },
    disks: all(devices, 'disk').map(disk),
    scsiControllers: all(devices, 'controller')
      .filter((each) => attribute(each, '@type') === 'scsi')
      .map((each) => ({ index: Number(attribute(each, '@index')), model: attribute(each, '@model') })),
    nics: all(devices, 'interface').map((each) => ({
      mac: attribute(each, 'mac@address'),
      model: attribute(each, 'model@type'),
      to: network(each),
    })),
    serialPorts: all(devices, 'serial').map(port),
    parallelPorts: all(devices, 'parallel').map(port),
    sharedFolders: all(devices, 'filesystem').map((each) => ({
      host: attribute(each, 'source@dir') ?? '',
      guest: attribute(each, 'target@dir') ?? '',
      writable: one(each, 'readonly') === undefined,
    })),
    videoKiB: Number(attribute(devices, 'video/model@vram')),
    vnc: screen(one(devices, 'graphics')),
  })
}

/** `0-2,5` as its numbers. */
const cpuSet = (text: string | undefined): number[] | undefined =>
  text?.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_none, at) => from + at)
  })

function disk(each: Element): SeenDisk {
  const file = attribute(each, 'source@file')
  const device = attribute(each, 'source@dev')
  return {
    device: (attribute(each, '@device') ?? 'disk') as SeenDisk['device'], // what else it is shows in the comparison
    bus: attribute(each, 'target@bus') ?? '',
    target: attribute(each, 'target@dev') ?? '',
    source: file !== undefined ? `file ${file}` : device !== undefined ? `device ${device}` : 'nothing',
    transient: one(each, 'transient') !== undefined,
    writeThrough: attribute(each, 'driver@cache') === 'writethrough',
  }
}

function network(each: Element): string {
  const type = attribute(each, '@type')
  switch (type) {
    case 'bridge': {
      const vnet = attribute(each, 'target@dev')
      return `bridge ${attribute(each, 'source@bridge')}${vnet === undefined ? '' : ` over ${vnet}`}`
    }
    case 'vds': {
      const source = one(each, 'source')
      const [id, group, port, connection] = ['switchid', 'portgroupid', 'portid', 'connectionid'].map((name) =>
        attribute(source, `@${name}`),
      )
      return `switch ${id} group ${group} port ${port} connection ${connection}`
    }
    case 'user':
      return 'nat'
    case 'null':
      return 'nothing'
    default:
      return `${type}`
  }
}

function port(each: Element): SeenPort {
  const type = attribute(each, '@type')
  const index = Number(attribute(each, 'target@port'))
  if (type !== 'tcp') return { index, backing: `${type} ${attribute(each, 'source@path')}` }
  const source = one(each, 'source')
  const role = attribute(source, '@mode') === 'bind' ? 'server' : 'client'
  const address = `${attribute(source, '@host')}:${attribute(source, '@service')}`
  return { index, backing: `${attribute(each, 'protocol@type')} ${role} ${address}` }
}

const screen = (graphics: Element | undefined): Seen['vnc'] =>
  graphics && {
    port: attribute(graphics, '@autoport') === 'yes' ? undefined : Number(attribute(graphics, '@port')),
    address: attribute(graphics, '@listen'),
    keymap: attribute(graphics, '@keymap'),
  }
