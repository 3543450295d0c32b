import type { DiskFacts } from './volume'

const sectorsPerTrack = 63
const heads = 255

/** The text of a .vmdk descriptor, as a host writes it for a VMFS disk or a snapshot's delta. */
export function diskDescriptor(fileName: string, facts: DiskFacts): string {
  const sectors = facts.capacityKb * 2
  const stem = fileName.replace(/\.vmdk$/i, '')
  const delta = facts.parent !== undefined
  const extent = delta ? `${stem}-sesparse.vmdk` : `${stem}-flat.vmdk`
  const uuid = facts.uuid.replaceAll('-', '').toLowerCase().match(/../g) ?? []
  return [
    '# Disk DescriptorFile',
    'version=1',
    'encoding="UTF-8"',
    'CID=fffffffe',
    `parentCID=${delta ? 'fffffffe' : 'ffffffff'}`,
    `createType="${delta ? 'seSparse' : 'vmfs'}"`,
    ...(delta ? [`parentFileNameHint="${facts.parent?.split('/').at(-1) ?? ''}"`] : []),
    '',
    '# Extent description',
    `RW ${sectors} ${delta ? 'SESPARSE' : 'VMFS'} "${extent}"`,
    '',
    '# The Disk Data Base',
    '#DDB',
    '',
    `ddb.adapterType = "${facts.controllerType === 'VirtualBusLogicController' ? 'buslogic' : 'lsilogic'}"`,
    `ddb.geometry.cylinders = "${Math.floor(sectors / sectorsPerTrack / heads)}"`,
    `ddb.geometry.heads = "${heads}"`,
    `ddb.geometry.sectors = "${sectorsPerTrack}"`,
    ...(facts.thin ? ['ddb.thinProvisioned = "1"'] : []),
    `ddb.uuid = "${uuid.slice(0, 8).join(' ')}-${uuid.slice(8).join(' ')}"`,
    'ddb.virtualHWVersion = "21"',
    '',
  ].join('\n')
}
