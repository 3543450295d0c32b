import { type DiskFacts, contentOf, type FileNode } from './volume'

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

/** Descriptors are small; what is longer is no descriptor. */
const largestDescriptor = 64 * 1024

/**
 * What a disk file says of its disk: the facts of a disk that the host made, or those in the text of a descriptor that
 * somebody uploaded. Undefined when the file is no disk.
 */
export function diskFacts(file: FileNode): DiskFacts | undefined {
  if (file.disk !== undefined) return file.disk
  if (typeof file.content === 'function' || file.size > largestDescriptor) return undefined
  const bytes = contentOf(file)
  return bytes === undefined ? undefined : readDescriptor(Buffer.from(bytes).toString('utf8'))
}

const adapters: Readonly<Record<string, string>> = {
  ide: 'VirtualIDEController',
  buslogic: 'VirtualBusLogicController',
  pvscsi: 'ParaVirtualSCSIController',
}

function readDescriptor(text: string): DiskFacts | undefined {
  if (!text.startsWith('# Disk DescriptorFile')) return undefined
  const extents = [...text.matchAll(/^R[WD](?:ONLY)? (\d+) \w+ "/gm)]
  const sectors = extents.reduce((sum, [, length]) => sum + Number(length), 0)
  if (sectors === 0) return undefined
  const entry = (key: string) => new RegExp(`^${key} *= *"([^"]*)"`, 'm').exec(text)?.[1]
  const uuid = (entry('ddb\\.uuid') ?? '').replaceAll(/[^0-9a-f]/gi, '').toUpperCase()
  return {
    capacityKb: sectors / 2,
    thin: entry('ddb\\.thinProvisioned') === '1',
    eager: false,
    uuid: uuidText(uuid),
    controllerType: adapters[(entry('ddb\\.adapterType') ?? '').toLowerCase()] ?? 'VirtualLsiLogicController',
  }
}

/** 32 hex digits, grouped as the API shows the UUIDs of disks; what is short is filled with zeros. */
export const uuidText = (digits: string): string =>
  digits
    .padEnd(32, '0')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
